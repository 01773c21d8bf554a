import type { WireAnswer } from '../wire/connection.ts'
import { failureOf } from './checks.ts'
import type { ReplayMode, TraceStep } from './trace.ts'

/** How an answer compares with what the trace expects. */
export interface Verdict {
  readonly reasons: readonly string[]
  readonly checked: number
}

/** Under what circumstances an answer is judged. */
export interface Circumstances {
  readonly mode: ReplayMode
  /** Whether the server holds other state than the recorded one, after a strict server refused a write. */
  readonly diverged: boolean
}

/** Compares an answer with what its step expects: the status always, the body where it can still be as recorded. */
export function judge(step: TraceStep, answer: WireAnswer, { mode, diverged }: Circumstances): Verdict {
  const wanted = statusesOf(step, mode)
  if (!wanted.includes(answer.status)) {
    return { reasons: [`answered ${answer.status}, expected ${wanted.join(' or ')}: ${excerpt(answer)}`], checked: 0 }
  }
  if (diverged || answer.status === 204 || !isAsRecorded(step, answer)) return { reasons: [], checked: 0 }
  const failures = step.checks.map((check) => failureOf(check, answer.body))
  return { reasons: failures.filter((failure) => failure !== undefined), checked: step.checks.length }
}

/** Whether the server took the step as the identity provider saw it taken. */
export function isAsRecorded(step: TraceStep, { status }: WireAnswer): boolean {
  return step.expectStatus.includes(status)
}

function statusesOf({ expectStatus, strictStatus }: TraceStep, mode: ReplayMode): readonly number[] {
  return mode === 'strict' ? (strictStatus ?? expectStatus) : expectStatus
}

function excerpt({ text }: WireAnswer): string {
  if (text === '') return 'no body'
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}
