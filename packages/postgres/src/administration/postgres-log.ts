import { type LogEntry, type LoggedEntry, type LogQuery, type ProvisioningLog, parseInstant } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { takeTurns } from '../database/take-turns.ts'
import { toStoreError } from '../driver-errors.ts'
import { Feed } from './feed.ts'
import { sequenceOf } from './sequence.ts'

/** What a log in PostgreSQL can be told. */
export interface PostgresLogOptions {
  /** How many entries of each tenant are kept, at least 1; 100 000 when left out. */
  readonly limit?: number | undefined
  /** Milliseconds between two looks for entries other processes have written, for those who listen; 1000 when left out. */
  readonly pollInterval?: number | undefined
}

/** A provisioning log in PostgreSQL, and what can be measured of it. */
export interface PostgresLog extends ProvisioningLog {
  /** How many entries of this process wait to be written. */
  readonly waiting: number
  /** How many entries of this process could not be written, and are lost. */
  readonly dropped: number
}

/**
 * A provisioning log in PostgreSQL, common to all processes. Entries are written one after the other behind the requests
 * they are about; one that cannot be written is dropped, because the request has been answered.
 *
 * @example
 * ```ts
 * const log = createPostgresLog(database, { limit: 50_000 })
 * ```
 */
export function createPostgresLog(database: Database, options: PostgresLogOptions = {}): PostgresLog {
  return new WrittenBehind(database, options)
}

class WrittenBehind implements PostgresLog {
  readonly #database: Database
  readonly #limit: number
  readonly #feed: Feed
  readonly #inTurn = takeTurns()
  readonly #untrimmed = new Map<string, number>()
  readonly #waiting: LogEntry[] = []
  #writing: Promise<void> | undefined
  #dropped = 0

  constructor(database: Database, { limit = 100_000, pollInterval = 1000 }: PostgresLogOptions) {
    this.#database = database
    this.#limit = limit
    this.#feed = new Feed(database, { interval: pollInterval, inTurn: this.#inTurn })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get dropped(): number {
    return this.#dropped
  }

  async append(entry: LogEntry): Promise<void> {
    this.#waiting.push(entry)
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
  }

  async query(tenant: string, query: LogQuery): Promise<readonly LoggedEntry[]> {
    const { before, limit = 100, ...rest } = query
    const older = before === undefined ? [] : [sql`g.seq < ${Number(before)}::bigint`]
    const { rows } = await this.#run(sql`SELECT g.seq::float8 AS seq, g.entry FROM scimkit_log g
      WHERE ${condition(tenant, rest, older)} ORDER BY g.seq DESC LIMIT ${limit}`)
    return rows.map(toLogged)
  }

  async count(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>): Promise<number> {
    const { rows } = await this.#run(
      sql`SELECT count(*)::float8 AS total FROM scimkit_log g WHERE ${condition(tenant, query, [])}`,
    )
    return rows[0].total
  }

  subscribe(tenant: string, listener: (entry: LoggedEntry) => void): () => void {
    return this.#feed.subscribe(tenant, listener)
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0, batch)
      try {
        await this.#inTurn(() => this.#database.run(insertion(entries)))
      } catch {
        // The requests these are about have been answered, and the database will be heard of by the next one.
        this.#dropped += entries.length
        continue
      }
      // What is too much now is too much the next time too.
      await this.#trim(entries).catch(() => undefined)
    }
  }

  /** Every now and then, so that what is deleted is a small part of what was written. */
  async #trim(entries: readonly LogEntry[]): Promise<void> {
    for (const { tenant } of entries) this.#untrimmed.set(tenant, (this.#untrimmed.get(tenant) ?? 0) + 1)
    for (const tenant of new Set(entries.map((entry) => entry.tenant))) {
      if ((this.#untrimmed.get(tenant) ?? 0) < Math.max(1, this.#limit / 10)) continue
      this.#untrimmed.delete(tenant)
      await this.#database.run(sql`DELETE FROM scimkit_log g WHERE g.tenant = ${tenant} AND g.seq <= (
        SELECT o.seq FROM scimkit_log o WHERE o.tenant = ${tenant} ORDER BY o.seq DESC OFFSET ${this.#limit} LIMIT 1)`)
    }
  }

  /** What this process has appended is there for it to find. */
  async #run(statement: Sql) {
    await this.#writing
    try {
      return await this.#database.run(statement)
    } catch (error) {
      throw toStoreError(error)
    }
  }
}

/** As many entries as one statement writes. */
const batch = 500

function insertion(entries: readonly LogEntry[]): Sql {
  const rows = entries.map((entry) => {
    const { tenant, at, resourceType = null, resourceId = null, outcome, effect = null, errorCode, findings } = entry
    const codes = [...(errorCode === undefined ? [] : [errorCode]), ...findings.map(({ code }) => code)]
    return sql`(${tenant}, ${instantOf(at)}::bigint, ${resourceType}, ${resourceId}, ${outcome}, ${effect}, ${codes}::text[], ${JSON.stringify(entry)})`
  })
  return sql`INSERT INTO scimkit_log (tenant, at, resource_type, resource_id, outcome, effect, codes, entry) VALUES ${join(rows)}`
}

function condition(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>, more: readonly Sql[]): Sql {
  const { resourceType, resourceId, outcome, code, effect, since, until } = query
  const narrowing = [
    resourceType === undefined ? [] : [sql`g.resource_type = ${resourceType}`],
    resourceId === undefined ? [] : [sql`g.resource_id = ${resourceId}`],
    outcome === undefined ? [] : [sql`g.outcome = ${outcome}`],
    effect === undefined ? [] : [sql`g.effect = ${effect}`],
    code === undefined ? [] : [sql`${code}::text = ANY(g.codes)`],
    since === undefined ? [] : [sql`g.at >= ${instantOf(since)}::bigint`],
    until === undefined ? [] : [sql`g.at < ${instantOf(until)}::bigint`],
  ]
  return join([sql`g.tenant = ${tenant}`, ...narrowing.flat(), ...more], ' AND ')
}

/** What is no time is neither before nor after any. */
function instantOf(time: string): number | null {
  const instant = parseInstant(time)
  return instant === undefined ? null : Math.trunc(instant)
}

/** The entry a row holds. */
function toLogged({ seq, entry }: { readonly seq: number; readonly entry: string }): LoggedEntry {
  return { ...JSON.parse(entry), sequence: sequenceOf(seq) }
}
