import type { ErrorCode } from './errors/catalogue.ts'
import type { FindingCode } from './errors/findings.ts'

/** What a client can do. */
export type OperationName =
  | 'create'
  | 'read'
  | 'replace'
  | 'patch'
  | 'remove'
  | 'list'
  | 'search'
  | 'bulk'
  | 'serviceProviderConfig'
  | 'resourceTypes'
  | 'resourceType'
  | 'schemas'
  | 'schema'
  | 'readiness'

/** What a request did to the resource it was about. */
export type Effect =
  | 'created'
  | 'linked'
  | 'reactivated'
  | 'pending'
  | 'updated'
  | 'activated'
  | 'deactivated'
  | 'deleted'
  /**
   * Created by an earlier operation of the same bulk request, and deleted because another one of its circle failed
   * (A7).
   */
  | 'takenBack'
  | 'unchanged'

/** What one operation came to. */
export interface OperationEvent {
  /** Of the request, or of the operation of a bulk request. */
  readonly method: string
  /** `create`, `patch`, `list` …; undefined when the request found no endpoint. */
  readonly operation: OperationName | undefined
  readonly resourceType: string | undefined
  /** Undefined where the path held an id that no resource has: it could be anything, a name or an address. */
  readonly resourceId: string | undefined
  /**
   * Of the answer; where a streamed answer broke off, of what broke it off. A write that it was to tell of has
   * happened.
   */
  readonly status: number
  /** `failure` from status 400 on. */
  readonly outcome: 'success' | 'failure'
  /** What it did to a resource: a PATCH that switches an account off tells so here. Undefined where nothing changed. */
  readonly effect: Effect | undefined
  /** The error of the catalogue that it was answered with; undefined for a success. */
  readonly errorCode: ErrorCode | undefined
  /**
   * What an administrator should know about it. Those that take a look back are there only where a log is kept, and has
   * them in time.
   */
  readonly findings: readonly (FindingCode | ErrorCode)[]
  /**
   * The thing that was thrown, when the error is ours to find (`INTERNAL`, `CONFIGURATION`, `STORE_UNAVAILABLE`,
   * `STORE_TIMEOUT`, `CREDENTIALS_UNCHECKED`). Never sent to a client. The errors of database drivers hold values of
   * rows, so this is not enumerable: where an event is logged or copied as a whole, it stays behind.
   */
  readonly cause: unknown
}

/**
 * What one request came to, told once when it is answered. It holds ids and codes, and no values but those that `cause`
 * may have: it is safe to log, as that member is not enumerable.
 */
export interface ScimEvent extends OperationEvent {
  /** Made for this request; an `INTERNAL` error tells it to the client. */
  readonly requestId: string
  /**
   * Undefined where nobody could be told from the credentials; of a token that is known and no longer good, whose it
   * was.
   */
  readonly tenant: string | undefined
  /** The name of the credentials, if they have one. */
  readonly client: string | undefined
  /** The dialect rules this request needed, and how often. */
  readonly normalisations: Readonly<Record<string, number>>
  /** The operations of a bulk request, in the order they were done or refused; undefined for every other request. */
  readonly operations?: readonly OperationEvent[]
  /** Milliseconds. */
  readonly durationMs: number
}

/** Keeps what was thrown out of whatever is made of the event as a whole. */
export function withHiddenCause<Event extends OperationEvent>(event: Event): Event {
  return Object.defineProperty(event, 'cause', { enumerable: false })
}

/**
 * Tells a listener of the host something. Whether it throws or, being asynchronous, rejects is its own concern: what it
 * is told of has happened, and a rejection that nobody takes would end the process.
 *
 * @example
 * ```ts
 * tellListener(async () => { throw new Error('the database is away') }) // undefined
 * ```
 */
export function tellListener<Told extends readonly unknown[]>(
  listener: (...told: Told) => unknown,
  ...told: Told
): void {
  try {
    const answer = listener(...told)
    if (answer instanceof Promise) answer.catch(ignore)
  } catch {
    // As above.
  }
}

function ignore(): void {
  // As above.
}
