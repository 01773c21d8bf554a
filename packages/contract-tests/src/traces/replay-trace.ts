import { type Connection, connect, type WireAnswer } from '../wire/connection.ts'
import { isAsRecorded, judge } from './judge.ts'
import { locate } from './locate.ts'
import type { ReplayReport, StepOutcome } from './report.ts'
import type { ReplayMode, Trace, TraceStep } from './trace.ts'
import { fillStep, variablesOf } from './variables.ts'
import { toWireRequest } from './wire-request.ts'

/** Where and how to replay. */
export interface ReplayOptions {
  /** E.g. `https://app.example.com/scim/v2`. */
  readonly baseUrl: string
  /** The bearer token of a tenant that holds nothing. */
  readonly token: string
  readonly mode: ReplayMode
}

interface Replay {
  readonly connection: Connection
  readonly mode: ReplayMode
  readonly variables: Map<string, string>
  /** The first write a strict server did not take as recorded: from then on it holds other state. */
  divergedAt: string | undefined
  /** The step that got no answer at all. */
  silentAt: string | undefined
}

type Settled =
  | { readonly outcome: 'passed'; readonly status: number; readonly checked: number }
  | { readonly outcome: 'failed'; readonly status: number; readonly reasons: readonly string[] }

/**
 * Sends a trace over a socket, byte for byte as recorded, and compares the answers.
 *
 * A tolerant server takes every step as the identity provider saw it taken. A strict one answers `strictStatus` where a
 * step has it. Once a strict server has refused a write, what later answers say about that state cannot be as
 * recorded: of later steps only the status is compared, and a step is skipped when it needs the id of a resource that
 * was refused.
 *
 * @example
 * ```ts
 * const [trace] = traces
 * const report = trace && (await replayTrace(trace, { baseUrl: server.baseUrl, token: 's3cret', mode: 'tolerant' }))
 * report?.passed // true
 * ```
 */
export async function replayTrace(trace: Trace, { baseUrl, token, mode }: ReplayOptions): Promise<ReplayReport> {
  const replay: Replay = {
    connection: connect(baseUrl),
    mode,
    variables: new Map([['token', token]]),
    divergedAt: undefined,
    silentAt: undefined,
  }
  const outcomes: StepOutcome[] = []
  try {
    for (const step of trace.steps) outcomes.push(await replayStep(step, replay))
  } finally {
    replay.connection.close()
  }
  return { trace: trace.name, mode, passed: outcomes.every(({ outcome }) => outcome !== 'failed'), outcomes }
}

async function replayStep(step: TraceStep, replay: Replay): Promise<StepOutcome> {
  const reason = reasonToSkip(step, replay)
  if (reason !== undefined) return { step, outcome: 'skipped', reason }
  try {
    const filled = fillStep(step, replay.variables)
    // The outcome carries the step as recorded: the one that was sent holds the token.
    return { step, ...settle(filled, await replay.connection.send(toWireRequest(filled)), replay) }
  } catch (error) {
    replay.silentAt = step.name
    return { step, outcome: 'failed', status: undefined, reasons: [`no answer: ${error}`] }
  }
}

function reasonToSkip(step: TraceStep, { variables, silentAt }: Replay): string | undefined {
  if (silentAt !== undefined) return `the server gave no answer to "${silentAt}"`
  const missing = [...variablesOf(step)].filter((variable) => !variables.has(variable))
  if (missing.length === 0) return undefined
  return `needs ${missing.join(', ')}, which no earlier answer contained`
}

function settle(step: TraceStep, answer: WireAnswer, replay: Replay): Settled {
  const { reasons, checked } = judge(step, answer, { mode: replay.mode, diverged: replay.divergedAt !== undefined })
  const uncaptured = isSuccess(answer) ? capture(step, answer, replay.variables) : []
  if (replay.mode === 'strict' && step.method !== 'GET' && !isAsRecorded(step, answer)) {
    replay.divergedAt ??= step.name
  }
  const { status } = answer
  const failures = [...reasons, ...uncaptured]
  if (failures.length > 0) return { outcome: 'failed', status, reasons: failures }
  return { outcome: 'passed', status, checked }
}

function isSuccess({ status }: WireAnswer): boolean {
  return status >= 200 && status < 300
}

function capture(step: TraceStep, { body }: WireAnswer, variables: Map<string, string>): readonly string[] {
  return Object.entries(step.capture).flatMap(([variable, path]) => {
    const value = locate(body, path)
    if (typeof value !== 'string') return [`${path}: expected a text to capture as ${variable}`]
    variables.set(variable, value)
    return []
  })
}
