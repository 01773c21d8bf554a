// Writes docs/reference/switches.md and docs/reference/profiles.md from the schema of a policy and from the profiles.
// With --check nothing is written, and a page that differs fails.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type Policy, policySchema } from '../packages/core/src/provisioning/policy.ts'
import { profiles } from '../packages/core/src/provisioning/profiles/profiles.ts'
import { type Switch, switchesOf } from './switches/switches-of.ts'

const folder = new URL('../docs/reference/', import.meta.url)
const names = Object.keys(profiles)
const all: readonly Policy[] = Object.values(profiles)
const switches = switchesOf(policySchema)
const sections = [...new Set(switches.map(({ section }) => section))]

function valueIn(policy: Policy, path: string): unknown {
  // A policy is data: what its schema has a name for can be looked up by it.
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], policy)
}

/** A value as a cell of a table shows it. */
function shown(value: unknown): string {
  if (value === undefined) return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `\`${text.replaceAll('|', '\\|')}\``
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

function describe({ path, type, description }: Switch): readonly string[] {
  return [`\`${path}\``, shown(type), description]
}

function compare({ path }: Switch): readonly string[] {
  const [base, ...others] = all.map((policy) => shown(valueIn(policy, path)))
  // What a profile says differently from the default one is what a reader looks for.
  return [`\`${path}\``, base ?? '', ...others.map((value) => (value === base ? value : `**${value}**`))]
}

function inSections(write: (ofSection: readonly Switch[]) => string): string {
  return sections
    .map((section) => `## ${section}\n\n${write(switches.filter((each) => each.section === section))}`)
    .join('\n\n')
}

const pages = {
  'switches.md': `# The switches

What a product decides where RFC 7643 and RFC 7644 leave the choice. A profile gives each of them a value;
[profiles.md](profiles.md) compares the profiles that come with ScimKit. Make one of your own from any of them:

\`\`\`ts
import { createScimHandler, defineProfile, immutaProfile } from '@scimkit/core'

const profile = defineProfile({ extends: immutaProfile, users: { onCreate: { unmanaged: 'pending' } } })
const handler = createScimHandler({ …, profile })
\`\`\`

The reference server takes single ones: \`--profile immuta --switch users.onCreate.unmanaged=pending\`.

${inSections((ofSection) => table(['switch', 'values', 'what it decides'], ofSection.map(describe)))}
`,
  'profiles.md': `# The profiles

${names.length} profiles come with ScimKit. \`rfc\` is the default; the others do what the documentation of a product says, and a
value in bold differs from \`rfc\`. [switches.md](switches.md) says what each switch decides. A dash is a switch left out.

| profile | the product |
| --- | --- |
| \`rfc\` | RFC 7643 and RFC 7644, and what identity providers expect where these leave a choice |
| \`pulumi-2021\` | Pulumi Cloud as its first pages describe it: conflicts alone |
| \`pulumi-2024\` | Pulumi Cloud with the errors its page quotes, and members checked before a write |
| \`pulumi-2026\` | Pulumi Cloud as its pages have it now |
| \`immuta\` | Immuta: the identity provider is the authority, and nothing is ever linked |
| \`buf\` | the Buf registry: people are matched by their address, and sign-ins decide about groups |

${inSections((ofSection) => table(['switch', ...names.map((name) => `\`${name}\``)], ofSection.map(compare)))}
`,
}

const notice =
  '<!-- Generated from packages/core/src/provisioning by scripts/generate-switch-pages.ts; do not edit. -->'

for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, folder)
  const page = `${notice}\n\n${text}`
  if (!process.argv.includes('--check')) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, page)
  } else if (readFileSync(file, 'utf8') !== page) {
    process.stderr.write(`docs/reference/${name} is out of date: run node scripts/generate-switch-pages.ts\n`)
    process.exitCode = 1
  }
}
