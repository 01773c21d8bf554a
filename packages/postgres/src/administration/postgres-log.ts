import { type LogEntry, type LoggedEntry, type LogQuery, type ProvisioningLog, parseInstant } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { takeTurns } from '../database/take-turns.ts'
import { guarded, isRefused, isUnavailable } from '../driver-errors.ts'
import { toKey, toText } from '../text.ts'
import { Feed } from './feed.ts'
import { isBefore, sequenceOf } from './sequence.ts'

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
  /** Resolves when what was appended so far is written, or lost: for a process that is about to end. */
  flush(): Promise<void>
}

/**
 * A provisioning log in PostgreSQL, common to all processes. Entries are written one after the other behind the requests
 * they are about; one that cannot be written is dropped, alone, because the request has been answered.
 *
 * @example
 * ```ts
 * const log = createPostgresLog(database, { limit: 50_000 })
 * await log.query('acme', { outcome: 'failure' }) // []
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
  #isWriting = false
  #batch: Promise<void> | undefined
  #appended = 0
  /** How many of those appended are written, or dropped. */
  #settled = 0
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
    this.#appended += 1
    if (!this.#isWriting) void this.#writeAll()
  }

  async flush(): Promise<void> {
    const appended = this.#appended
    while (this.#settled < appended) await this.#batch
  }

  async query(tenant: string, query: LogQuery): Promise<readonly LoggedEntry[]> {
    const { before, limit = 100, ...rest } = query
    const older = before === undefined ? [] : [isBefore(before)]
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
    this.#isWriting = true
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0, batch)
      this.#batch = this.#write(entries)
      await this.#batch
      this.#settled += entries.length
    }
    // In the very turn in which nothing waits: an entry that comes after this starts the writing again.
    this.#isWriting = false
  }

  async #write(entries: readonly LogEntry[]): Promise<void> {
    try {
      await this.#inTurn(() => this.#database.run(insertion(entries)))
    } catch (error) {
      return this.#rescue(entries, error)
    }
    // What is too much now is too much the next time too.
    await this.#trim(entries).catch(() => undefined)
  }

  /**
   * Where a value of one entry stood in the way of them all, the others are not lost with it: each half is written for
   * itself, down to the one. That one is lost, and so is what cannot be written because the database is away or refuses all. The requests
   * they are about have been answered, and a database that is away will be heard of by the next one.
   */
  async #rescue(entries: readonly LogEntry[], error: unknown): Promise<void> {
    const isForAll = isUnavailable(error) || isRefused(error)
    if (isForAll || entries.length === 1) {
      this.#dropped += entries.length
      return
    }
    const middle = Math.ceil(entries.length / 2)
    await this.#write(entries.slice(0, middle))
    await this.#write(entries.slice(middle))
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

  /** What this process has appended so far is there for it to find; what it appends meanwhile keeps nobody waiting. */
  async #run(statement: Sql) {
    await this.flush()
    return guarded(() => this.#database.run(statement))
  }
}

/** As many entries as one statement writes. */
const batch = 500

function insertion(entries: readonly LogEntry[]): Sql {
  const rows = entries.map((entry) => {
    const { tenant, at, resourceType = null, resourceId = null, outcome, effect = null, errorCode, findings } = entry
    const codes = [...(errorCode === undefined ? [] : [errorCode]), ...findings.map(({ code }) => code)]
    return sql`(${tenant}, ${instantOf(at)}::bigint, ${resourceType}, ${resourceId === null ? null : toKey(toText(resourceId))}, ${outcome}, ${effect}, ${codes}::text[], ${JSON.stringify(entry)})`
  })
  return sql`INSERT INTO scimkit_log (tenant, at, resource_type, resource_id, outcome, effect, codes, entry) VALUES ${join(rows)}`
}

function condition(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>, more: readonly Sql[]): Sql {
  const { resourceType, resourceId, outcome, code, effect, since, until } = query
  const narrowing = [
    resourceType === undefined ? [] : [sql`g.resource_type = ${toText(resourceType)}`],
    resourceId === undefined ? [] : [sql`g.resource_id = ${toKey(toText(resourceId))}`],
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
