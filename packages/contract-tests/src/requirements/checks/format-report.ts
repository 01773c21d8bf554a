import type { CheckReport, Finding, Outcome } from './outcome.ts'

type Mark = Outcome['verdict']

const marks: Readonly<Record<Mark, string>> = { passed: '✓', failed: '✗', warned: '!', noted: '·', skipped: '–' }

/**
 * How many checks came to what.
 *
 * @example
 * ```ts
 * const { baseUrl } = server
 * const report = await runChecks(selectChecks(checks, 'S7644-3.6-01'), { baseUrl, token: 's3cret' })
 * countOutcomes(report) // { failed: 0, … }
 * ```
 */
export function countOutcomes({ outcomes }: CheckReport): Readonly<Record<Mark, number>> {
  const counts = { passed: 0, failed: 0, warned: 0, noted: 0, skipped: 0 }
  for (const { verdict } of outcomes) counts[verdict] += 1
  return counts
}

/**
 * A report for people, by section of the RFCs.
 *
 * @example
 * ```text
 * RFC 7644 §3.3
 *   ✓ S7644-3.3-04  a creation answers 201
 *   ✗ S7644-3.3-06  a creation says where the resource is
 *       MUST: Location header and meta.location carry the resource URI.
 *       sent      POST /Users
 *       expected  a Location header
 *       got       201
 * ```
 *
 * @example
 * ```ts
 * const { baseUrl } = server
 * const report = await runChecks(selectChecks(checks, 'S7644-3.6-01'), { baseUrl, token: 's3cret' })
 * formatCheckReport(report) // '…  ✓ S7644-3.6-01  …'
 * ```
 */
export function formatCheckReport(report: CheckReport): string {
  const sections = [...new Set(report.outcomes.map(({ section }) => section))].sort(byNumber)
  const blocks = sections.map((section) => {
    const outcomes = report.outcomes.filter((outcome) => outcome.section === section)
    return [section, ...outcomes.map(formatOutcome)].join('\n')
  })
  return [`${report.baseUrl}`, ...blocks, formatSummary(report)].join('\n\n')
}

/** §3.10 comes after §3.9. */
function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true })
}

function formatSummary(report: CheckReport): string {
  const counts = Object.entries(countOutcomes(report)).map(([verdict, count]) => `${count} ${verdict}`)
  return [
    `${counts.join(', ')}.`,
    ...(report.interrupted ? ['The run was stopped before its end.'] : []),
    ...(report.leftBehind.length > 0
      ? ['Could not be deleted again:', ...report.leftBehind.map((path) => `  ${path}`)]
      : []),
  ].join('\n')
}

function formatOutcome(outcome: Outcome): string {
  const { verdict, ids, title } = outcome
  const line = `  ${marks[verdict]} ${ids.join(', ')}  ${title}`
  if (outcome.verdict === 'skipped') return `${line}\n      ${outcome.reason}`
  return 'finding' in outcome ? [line, ...formatFinding(outcome, outcome.finding)].join('\n') : line
}

function formatFinding({ level, requirement }: Outcome, { request, expected, got }: Finding): readonly string[] {
  return [
    `      ${level}: ${requirement}`,
    ...indented('sent', request),
    ...indented('expected', expected),
    ...indented('got', got),
  ]
}

/** The first line beside the label, the others under it. */
function indented(label: string, text: string): readonly string[] {
  return text.split('\n').map((line, index) => `      ${(index === 0 ? label : '').padEnd(8)}  ${line}`)
}
