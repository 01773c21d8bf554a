import type { LogEntry, LoggedEntry, LogQuery, ProvisioningLog } from '@scimkit/core'
import { eventually } from './eventually.ts'

/** Opens a log that keeps at least so many entries of each tenant. `close` also closes the log. */
export type OpenLog = (limit: number) => Promise<{ readonly log: ProvisioningLog; close(): Promise<void> }>

/** One tenant of the log under test, empty at first. */
export interface LogWorld {
  readonly log: ProvisioningLog
  readonly tenant: string
  /** Appends entries of this tenant one after the other, and waits until the last can be found. */
  append(...entries: readonly Partial<LogEntry>[]): Promise<void>
  query(query?: LogQuery): Promise<readonly LoggedEntry[]>
  /** The ids of the requests a query finds, newest first. */
  find(query?: LogQuery): Promise<readonly string[]>
}

/** What makes a new {@link LogWorld}. Every test makes its own. */
export type NewLogWorld = () => LogWorld

/** Opens a tenant nobody has written about before. */
export function newLogWorld(log: ProvisioningLog): LogWorld {
  const tenant = `tenant-${crypto.randomUUID()}`
  const query: LogWorld['query'] = (asked = {}) => log.query(tenant, asked)
  return {
    log,
    tenant,
    query,
    append: async (...entries) => {
      const whole = entries.map((entry) => entryOf(tenant, entry))
      for (const entry of whole) await log.append(entry)
      await eventually(async () => (await query({ limit: 1 }))[0]?.requestId).toBe(whole.at(-1)?.requestId)
    },
    find: async (asked) => (await query(asked)).map(({ requestId }) => requestId),
  }
}

/** An entry of a tenant, whatever is not said as in any other. */
export function entryOf(tenant: string, entry: Partial<LogEntry> = {}): LogEntry {
  return {
    requestId: crypto.randomUUID(),
    at: '2026-11-01T12:00:00.000Z',
    tenant,
    method: 'POST',
    status: 201,
    outcome: 'success',
    normalisations: [],
    findings: [],
    durationMs: 1,
    ...entry,
  }
}
