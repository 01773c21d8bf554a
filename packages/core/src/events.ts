import type { ErrorCode } from './errors/catalogue.ts'
import type { FindingCode } from './errors/findings.ts'

/** What one operation came to. */
export interface OperationEvent {
  readonly method: string
  /** `create`, `patch`, `list` …; undefined when the request found no endpoint. */
  readonly operation: string | undefined
  readonly resourceType: string | undefined
  readonly resourceId: string | undefined
  /** Of the answer; where a streamed answer broke off, of what broke it off. A write that it was to tell of has happened. */
  readonly status: number
  readonly outcome: 'success' | 'failure'
  readonly errorCode: ErrorCode | undefined
  /** What an administrator should know about it. Those that take a look back are there only where a log is kept. */
  readonly findings: readonly (FindingCode | ErrorCode)[]
  /** The thing that was thrown, when the error is ours to find (`INTERNAL`, `STORE_UNAVAILABLE`). Never sent to a client. */
  readonly cause: unknown
}

/**
 * What one request came to, told once when it is answered. It holds ids and codes, no values: it is safe to log.
 */
export interface ScimEvent extends OperationEvent {
  readonly requestId: string
  readonly tenant: string | undefined
  readonly client: string | undefined
  /** The dialect rules this request needed, and how often. */
  readonly normalisations: Readonly<Record<string, number>>
  /** The operations of a bulk request, in the order they were done; undefined for every other request. */
  readonly operations?: readonly OperationEvent[]
  /** Milliseconds. */
  readonly durationMs: number
}
