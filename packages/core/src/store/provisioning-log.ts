import type { ErrorCode } from '../errors/catalogue.ts'
import type { Finding } from '../errors/finding.ts'
import type { FindingCode } from '../errors/findings.ts'
import type { Effect } from '../events.ts'

/** What a request looked for, and how much there was: `userName eq "ada"`. */
export interface Lookup {
  readonly attribute: string
  readonly value: string
  readonly total: number
}

/**
 * One operation as an administrator reads it: what was asked, what came of it, and what to know about it. It holds no
 * secret and no body; values stand in findings and look-ups, redacted as the log was told.
 */
export interface LogEntry {
  readonly requestId: string
  /** xsd:dateTime. */
  readonly at: string
  readonly tenant: string
  readonly client?: string | undefined
  readonly method: string
  readonly operation?: string | undefined
  readonly resourceType?: string | undefined
  readonly resourceId?: string | undefined
  readonly status: number
  readonly outcome: 'success' | 'failure'
  readonly errorCode?: ErrorCode | undefined
  readonly effect?: Effect | undefined
  readonly lookup?: Lookup | undefined
  /** What the client sent to find the account by later: its user name, on POST. */
  readonly subject?: string | undefined
  readonly normalisations: readonly string[]
  readonly findings: readonly Finding[]
  /** Milliseconds. */
  readonly durationMs: number
}

/** An entry with its place in the log. */
export interface LoggedEntry extends LogEntry {
  /** Grows with every entry of the tenant; opaque, but ordered as text. */
  readonly sequence: string
}

/** Which entries of a tenant are asked for; what is left out does not narrow. Times are compared as instants. */
export interface LogQuery {
  readonly resourceType?: string | undefined
  readonly resourceId?: string | undefined
  readonly outcome?: 'success' | 'failure' | undefined
  /** Entries with this error or a finding of this code. */
  readonly code?: ErrorCode | FindingCode | undefined
  readonly effect?: Effect | undefined
  /** xsd:dateTime, inclusive. */
  readonly since?: string | undefined
  /** xsd:dateTime, exclusive. */
  readonly until?: string | undefined
  /** Only entries before the one with this `sequence`, to go on where a page ended; it may be gone by then. */
  readonly before?: string | undefined
  /** At most so many, newest first; 100 when left out. */
  readonly limit?: number | undefined
}

/**
 * An append-only record of what identity providers asked and what came of it. A tenant sees nothing of another. It is
 * bounded: of each tenant it keeps as many of the newest entries as it was told, and never more than twice as many.
 *
 * @example
 * ```ts
 * await handler({ ...request, url: '/Users/2819c223' })
 * const [failure] = await log.query('acme', { outcome: 'failure', since: '2026-11-01T00:00:00Z' })
 * failure // { operation: 'read', status: 404, … }
 * ```
 */
export interface ProvisioningLog {
  /**
   * Appends an entry behind those that were appended to this log before, also when nobody has awaited them. It may still
   * be on its way to where it is kept when the promise settles, so a query may not find it yet.
   */
  append(entry: LogEntry): Promise<void>
  /** Newest first: by `sequence`, whatever the times say. */
  query(tenant: string, query: LogQuery): Promise<readonly LoggedEntry[]>
  /** How many entries there are, without loading them. */
  count(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>): Promise<number>
  /**
   * Tells each new entry of a tenant from now on, in order, until the returned function is called. A listener that throws
   * or rejects harms neither the entry nor other listeners (`tellListener`).
   */
  subscribe(tenant: string, listener: (entry: LoggedEntry) => void): () => void
}

/** What an administrator has let through although a brake holds it. */
export interface Confirmations {
  /** Lets a tenant's requests pass a brake until then (xsd:dateTime), whatever was said before. */
  allow(tenant: string, brake: string, until: string): Promise<void>
  /** Until when (xsd:dateTime) requests pass, which may be over; undefined when nobody has said so. */
  allowedUntil(tenant: string, brake: string): Promise<string | undefined>
}
