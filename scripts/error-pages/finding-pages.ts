import type { FindingEntry } from '../../packages/core/src/errors/define-finding.ts'
import { type Finding, findingOf } from '../../packages/core/src/errors/finding.ts'
import {
  describeFinding,
  type FindingCode,
  type FindingParams,
  findings,
} from '../../packages/core/src/errors/findings.ts'
import { retryRules } from '../../packages/core/src/explain/retry-rules.ts'
import { sampleFindingParams } from '../../packages/core/test/explain/sample-params.ts'
import { linkTo, remedySection, seedLines, table } from './sections.ts'

type Row = FindingEntry & { readonly code: FindingCode }

/** Every finding, by id. */
export const findingRows: readonly Row[] = Object.keys(findings)
  // Object.keys forgets the type of the keys of a constant table.
  .map((code): Row => ({ code: code as FindingCode, ...describeFinding(code as FindingCode) }))
  .sort((left, right) => left.id.localeCompare(right.id))

const severities: Readonly<Record<FindingEntry['severity'], string>> = {
  problem: 'problem: something does not work',
  warning: 'warning: something soon will not work, or should be looked at',
  notice: 'notice: it works, but not as the client may think',
}

/** The page of a finding. */
export function findingPage({ id, code, severity, title, cause, remedies, retry, spec, seeds, since }: Row): string {
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['What it says', [`> ${messageOf(code)}`]],
    ['Why it happens', [cause]],
    ['Who does what', remedySection(remedies)],
    ['When to retry', [retryRules[retry]]],
    ['Where it comes from', [`- ${spec.map(linkTo).join(', ')}`, ...seedLines(seeds)]],
  ]
  const body = sections.flatMap(([heading, lines]) => ['', `## ${heading}`, '', ...lines])
  const facts = `\`${code}\`, a finding in the provisioning log, no answer to a client. A ${severities[severity]}; since ${since}.`
  return [`# ${id}: ${title}`, '', facts, ...body, ''].join('\n')
}

function messageOf(code: FindingCode): string {
  const make: (code: FindingCode, params: FindingParams<FindingCode>) => Finding = findingOf
  return make(code, sampleFindingParams[code]).message
}

/** The part of the index about findings. */
export function findingIndex(): readonly string[] {
  const intro =
    'What an operation hides although it succeeds, or what only several requests together show. They stand in the provisioning log and in reports.'
  const rows = findingRows.map(({ id, code, severity, title }) => [`[${id}](${id}.md)`, `\`${code}\``, severity, title])
  return ['', '## Findings', '', intro, '', ...table(['Id', 'Code', 'Severity', 'What happened'], rows)]
}
