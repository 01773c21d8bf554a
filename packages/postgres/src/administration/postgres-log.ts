import type { LogEntry, LoggedEntry, LogQuery, ProvisioningLog } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { takeTurns } from '../database/take-turns.ts'
import { within } from '../database/within.ts'
import { guarded, isRefused, isUnavailable } from '../driver-errors.ts'
import { wholeNumber } from '../whole-number.ts'
import { Feed } from './feed.ts'
import { condition, insertion, toLogged, trimming } from './log-statements.ts'
import { isBefore } from './sequence.ts'

/** What a log in PostgreSQL can be told. */
export interface PostgresLogOptions {
  /** How many entries of each tenant are kept, at least 1; 100 000 when left out. */
  readonly limit?: number | undefined
  /**
   * Milliseconds between two looks for entries other processes have written, for those who listen; 1000 when left out.
   */
  readonly pollInterval?: number | undefined
}

/** A provisioning log in PostgreSQL, and what can be measured of it. */
export interface PostgresLog extends ProvisioningLog {
  /** How many entries of this process wait to be written. */
  readonly waiting: number
  /** How many entries of this process could not be written, or kept until they are, and are lost. */
  readonly dropped: number
  /** Resolves when what was appended so far is written, or lost: for a process that is about to end. */
  flush(): Promise<void>
}

/**
 * A provisioning log in PostgreSQL, common to all processes. Entries are written one after the other behind the
 * requests they are about, because those have been answered. While the database is slow to take them, 10 000 wait, and
 * what comes then is dropped. What it refuses is dropped: an entry with a value that it does not take, alone; and all
 * that would have been written while it is away.
 *
 * @throws ScimError `CONFIGURATION` for an option that is no such number
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
  readonly #waiting: LogEntry[] = []
  #isWriting = false
  #batch: Promise<void> | undefined
  #appended = 0
  /** How many of those appended are written, or dropped. */
  #settled = 0
  #dropped = 0

  constructor(database: Database, { limit = 100_000, pollInterval = 1000 }: PostgresLogOptions) {
    this.#database = database
    this.#limit = wholeNumber(limit, 'createPostgresLog.limit', 1)
    const interval = wholeNumber(pollInterval, 'createPostgresLog.pollInterval', 1)
    this.#feed = new Feed(database, { interval, inTurn: this.#inTurn })
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get dropped(): number {
    return this.#dropped
  }

  async append(entry: LogEntry): Promise<void> {
    if (this.#waiting.length >= mostWaiting) {
      this.#dropped += 1
      return
    }
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
   * itself, down to the one. That one is lost, and so is what cannot be written because the database is away or refuses
   * all. The requests they are about have been answered, and a database that is away will be heard of by the next one.
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

  /**
   * Every now and then, so that what is deleted is a small part of what was written. Chance says when: a count would
   * begin anew with each process, and each of several would have its own.
   */
  async #trim(entries: readonly LogEntry[]): Promise<void> {
    const drawn = entries.filter(() => Math.random() < trimsPerLimit / this.#limit)
    for (const tenant of new Set(drawn.map((entry) => entry.tenant))) {
      await this.#database.run(trimming(tenant, this.#limit))
    }
  }

  /** What this process has appended so far is there for it to find, unless the database takes long for it. */
  async #run(statement: Sql) {
    await within(patience, this.flush())
    return guarded(() => this.#database.run(statement))
  }
}

/**
 * How often a tenant is trimmed, on average, while it gets as many entries as it keeps: nearly never more than twice
 * those.
 */
const trimsPerLimit = 30

/** As many entries as one statement writes. */
const batch = 500

/** As many entries as wait at most: what comes while the database takes no more is dropped. */
const mostWaiting = 10_000

/** Milliseconds a question waits for what is being written, so that it finds it. */
const patience = 1_000
