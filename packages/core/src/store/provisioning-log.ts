import type { ErrorCode } from '../errors/catalogue.ts'
import type { Finding } from '../errors/finding.ts'
import type { FindingCode } from '../errors/findings.ts'
import type { Effect } from '../events.ts'

/** What a request looked for, and how much there was: `userName eq "ada"`. */
export interface Lookup {
  /** As a path in the spelling of the schema: `userName`, `emails.value`. */
  readonly attribute: string
  /** As the client sent it, redacted as the log was told. */
  readonly value: string
  /** How many were found, over all pages. */
  readonly total: number
}

/**
 * One operation as an administrator reads it: what was asked, what came of it, and what to know about it. It holds no
 * secret and no body; values stand in findings and look-ups, redacted as the log was told.
 */
export interface LogEntry {
  /** The same in all entries of one bulk request, and in the event of the request. */
  readonly requestId: string
  /** xsd:dateTime. */
  readonly at: string
  /** Whose identity provider it was; nobody else sees the entry. */
  readonly tenant: string
  /** The `client` of the principal; undefined where the credentials have no name. */
  readonly client?: string | undefined
  /** Of a part of a bulk request, the method of the part. */
  readonly method: string
  /** `create`, `patch`, `list` …; undefined when the request found no endpoint. */
  readonly operation?: string | undefined
  /** The name of the type the request was about; undefined where it was about none, or about several. */
  readonly resourceType?: string | undefined
  /** The id of the resource the request was about. Where that failed, what stood in its place in the path, redacted. */
  readonly resourceId?: string | undefined
  /** Of the answer; of a part of a bulk request, the status of the part. */
  readonly status: number
  /** `failure` where the answer was an error. */
  readonly outcome: 'success' | 'failure'
  /** The error it was answered with; undefined for a success. */
  readonly errorCode?: ErrorCode | undefined
  /** What a write did to its resource; undefined for a read, and where it failed. */
  readonly effect?: Effect | undefined
  /** Of a query for one value, what it looked for; undefined for every other request. */
  readonly lookup?: Lookup | undefined
  /** What the client sent to find the account by later: its user name, on POST. */
  readonly subject?: string | undefined
  /** The names of the dialect rules it needed (`dialectRules`); empty where it was sent as the RFCs have it. */
  readonly normalisations: readonly string[]
  /** What to know about it: of a failure, first the error itself. Empty where there is nothing to say. */
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
  /** The name of the type, e.g. `User`. */
  readonly resourceType?: string | undefined
  /** The id in whole, as the entries have it. */
  readonly resourceId?: string | undefined
  /**
   * What an account is called: entries that have it as their `subject` or as the value of their `lookup`, in either
   * case of the letters A to Z. A log that was told to redact has it redacted.
   */
  readonly subject?: string | undefined
  /** Only those that failed, or only those that did not. */
  readonly outcome?: 'success' | 'failure' | undefined
  /** Entries with this error or a finding of this code. */
  readonly code?: ErrorCode | FindingCode | undefined
  /** Only those that did this to a resource. */
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
   * Appends an entry behind those that were appended to this log before, also when nobody has awaited them. It may
   * still be on its way to where it is kept when the promise settles, so a query may not find it yet.
   */
  append(entry: LogEntry): Promise<void>
  /** Newest first: by `sequence`, whatever the times say. */
  query(tenant: string, query: LogQuery): Promise<readonly LoggedEntry[]>
  /** How many entries there are, without loading them. */
  count(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>): Promise<number>
  /**
   * Tells each new entry of a tenant from now on, in order, until the returned function is called. A listener that
   * throws or rejects harms neither the entry nor other listeners (`tellListener`).
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
