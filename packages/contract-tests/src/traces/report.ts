import type { ReplayMode, TraceStep } from './trace.ts'

/** What became of one step. */
export type StepOutcome =
  | {
      readonly step: TraceStep
      readonly outcome: 'passed'
      readonly status: number
      /** How many assertions were checked: none after a 204, nor once the server holds other state than recorded. */
      readonly checked: number
    }
  | {
      readonly step: TraceStep
      readonly outcome: 'failed'
      /** Undefined when no answer came. */
      readonly status: number | undefined
      readonly reasons: readonly string[]
    }
  | { readonly step: TraceStep; readonly outcome: 'skipped'; readonly reason: string }

/** What became of a trace. */
export interface ReplayReport {
  readonly trace: string
  readonly mode: ReplayMode
  /** Whether no step failed. */
  readonly passed: boolean
  readonly outcomes: readonly StepOutcome[]
}

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const

/**
 * A report for people: the count, then a line for each step and under it why it failed or was skipped.
 *
 * @example
 * ```text
 * okta-user (tolerant): 18 passed, 1 failed, 0 skipped
 *   ✓ 201 POST   /Users  Create user
 *   ✗ 500 GET    /Users/{{userId}}  Read back
 *         answered 500, expected 200: …
 * ```
 *
 * @example
 * ```ts
 * const headers = { Authorization: 'Bearer {{token}}' }
 * const trace = parseTrace([{ name: 'Look', method: 'GET', path: '/Users', headers, expectStatus: [200] }], 'ours')
 * const report = await replayTrace(trace, { baseUrl: server.baseUrl, token: 's3cret', mode: 'tolerant' })
 * formatReport(report) // 'ours (tolerant): 1 passed, 0 failed, 0 skipped…'
 * ```
 */
export function formatReport({ trace, mode, outcomes }: ReplayReport): string {
  const count = (wanted: StepOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length
  const counts = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
  return [`${trace} (${mode}): ${counts}`, ...outcomes.flatMap(formatOutcome)].join('\n')
}

function formatOutcome(outcome: StepOutcome): readonly string[] {
  const { name, method, path } = outcome.step
  const status = 'status' in outcome && outcome.status !== undefined ? String(outcome.status) : '   '
  const line = `  ${marks[outcome.outcome]} ${status} ${method.padEnd(6)} ${path}  ${name}`
  return [line, ...reasonsOf(outcome).map((reason) => `        ${reason}`)]
}

function reasonsOf(outcome: StepOutcome): readonly string[] {
  if (outcome.outcome === 'failed') return outcome.reasons
  return outcome.outcome === 'skipped' ? [outcome.reason] : []
}
