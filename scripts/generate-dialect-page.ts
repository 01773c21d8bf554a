import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type DialectRule, dialectRules, type RuleMode } from '../packages/core/src/index.ts'

const file = new URL('../docs/reference/dialect.md', import.meta.url)

const modes: readonly { readonly mode: RuleMode; readonly title: string; readonly about: string }[] = [
  { mode: 'tolerant', title: 'On by default, off in `strict`', about: 'These depart from the letter of the RFCs.' },
  { mode: 'always', title: 'On in both dialects', about: 'These contradict no RFC.' },
  {
    mode: 'optional',
    title: 'Off until asked for',
    about: 'These change what was sent, for clients you know you have.',
  },
]

const rules: readonly (readonly [string, DialectRule])[] = Object.entries(dialectRules)

function table(mode: RuleMode): string {
  const rows = rules
    .filter(([, rule]) => rule.mode === mode)
    .map(([name, { does, sentBy, cite }]) => `| \`${name}\` | ${does} | ${sentBy} | ${linkChoices(cite)} |`)
  return ['| rule | what is sent, and what it is taken for | sent by | bends |', '|---|---|---|---|', ...rows].join(
    '\n',
  )
}

/** `A12` leads to its row in the table of choices. */
function linkChoices(cite: string): string {
  return cite.replace(/\bA(\d+)\b/g, '[A$1](choices.md#a$1)')
}

const notice =
  '<!-- Generated from packages/core/src/dialect/rules.ts by scripts/generate-dialect-page.ts; do not edit. -->'

const page = `${notice}

# The dialect

The core takes SCIM to the letter. What real clients get wrong is put right before it, by rules that each have a name, can
be switched alone, and are counted in the event of the request (\`event.normalisations\`). What we chose where the RFCs leave
something open has a number, such as A12, and a row in [choices.md](choices.md).

\`\`\`ts
createScimHandler({ …, dialect: 'strict' })
createScimHandler({ …, dialect: { base: 'tolerant', rules: { decodeRoles: true, createUnmatched: false } } })
\`\`\`

${modes.map(({ mode, title, about }) => `## ${title}\n\n${about}\n\n${table(mode)}`).join('\n\n')}
`

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page) {
    process.stderr.write('docs/reference/dialect.md is out of date: run node scripts/generate-dialect-page.ts\n')
    process.exitCode = 1
  }
} else {
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, page)
}
