import type { Requirement } from '../../packages/contract-tests/src/requirements.ts'
import type { Citation } from './citation.ts'
import type { Known } from './judge.ts'

/** What `docs/conformance.md` is made of. */
export interface Conformance extends Pick<Known, 'reasons' | 'partly' | 'knownFailures'> {
  readonly requirements: readonly Requirement[]
  readonly citations: readonly Citation[]
}

type State = 'tested' | 'partly' | 'known failure' | 'reason' | 'open'

const states: readonly State[] = ['tested', 'partly', 'known failure', 'reason', 'open']

interface Row extends Requirement {
  readonly state: State
  readonly proof: string
}

const notice =
  '<!-- Generated from packages/contract-tests/src/requirements and the titles of the tests by scripts/generate-conformance-page.ts; do not edit. -->'

/** The page that says for every requirement how it is known to hold. */
export function renderPage(conformance: Conformance): string {
  const rows = conformance.requirements.map((requirement) => toRow(requirement, conformance))
  const rfcs = [...new Set(rows.map(({ rfc }) => rfc))]
  return `${notice}

# Conformance

What RFC 7643, RFC 7644 and RFC 9865 ask of a service provider, row by row, and the test that shows it. \`DERIVED\` follows
from the text without a keyword, \`POLICY\` is a choice the text leaves: \`A39\` is a row of
[choices.md](reference/choices.md). A row without a test says why, and one that is tested _partly_ says what its
tests leave out.

${countTable(rows, 'rfc', (row) => `RFC ${row.rfc}`)}

${countTable(rows, 'level', (row) => row.level)}

${rfcs.map((rfc) => section(rows, rfc)).join('\n\n')}
`
}

function toRow(requirement: Requirement, { citations, reasons, partly, knownFailures }: Conformance): Row {
  const { id } = requirement
  const tests = links(citations.filter((citation) => citation.id === id))
  const failure = knownFailures[id]
  if (failure !== undefined) return { ...requirement, state: 'known failure', proof: `${cell(failure)}<br>${tests}` }
  const part = partly[id]
  if (tests !== '' && part !== undefined) return { ...requirement, state: 'partly', proof: `${cell(part)}<br>${tests}` }
  if (tests !== '') return { ...requirement, state: 'tested', proof: tests }
  const reason = reasons[id]
  return { ...requirement, state: reason === undefined ? 'open' : 'reason', proof: cell(reason ?? '') }
}

/** One test of each file: the rest stands beside it there. */
function links(citations: readonly Citation[]): string {
  const firsts = new Map(citations.toReversed().map((citation) => [citation.file, citation]))
  return [...firsts.values()]
    .sort((left, right) => (left.file < right.file ? -1 : 1))
    .map(({ file, title }) => `[${cell(title)}](../${file})`)
    .join('<br>')
}

function section(rows: readonly Row[], rfc: number): string {
  const lines = rows
    .filter((row) => row.rfc === rfc)
    .map(
      ({ id, level, requirement, state, proof }) => `| ${id} | ${level} | ${cell(requirement)} | ${state} | ${proof} |`,
    )
  return [
    `## RFC ${rfc}`,
    '',
    '| id | level | what is asked | state | shown by |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function countTable(rows: readonly Row[], name: string, groupOf: (row: Row) => string): string {
  const lines = [...new Set(rows.map(groupOf))].map((group) => {
    const members = rows.filter((row) => groupOf(row) === group)
    const counts = states.map((state) => members.filter((row) => row.state === state).length)
    return `| ${[group, members.length, ...counts].join(' | ')} |`
  })
  return [`| ${[name, 'rows', ...states].join(' | ')} |`, `|---|${'---:|'.repeat(states.length + 1)}`, ...lines].join(
    '\n',
  )
}

/** Text that stays in its cell and, except for what is code, means nothing to Markdown. */
function cell(text: string): string {
  const [first = '', ...rest] = text.replace(/\s+/g, ' ').split(/(`[^`]+`)/)
  // What was split at stands at every second place.
  return rest.reduce(
    (done, part, index) => done + (index % 2 === 0 ? part.replaceAll('|', '\\|') : literally(part)),
    literally(first),
  )
}

function literally(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
}
