import type { Sql } from 'sql-template-tag'
import { checkValues, isConnectionLost } from '../driver-errors.ts'
import { wholeNumber } from '../whole-number.ts'
import type { Database, Limits, Result, Session } from './database.ts'
import type { Pool, PoolClient, PoolResult } from './pool.ts'
import { streamsOf } from './pool-streams.ts'
import { sessionSettings } from './session-settings.ts'
import { isWorn, statementName } from './statement-names.ts'

/** How a pool is used. */
export interface PoolOptions {
  /** Whether statements are prepared by name; `true` when left out. PgBouncer pools by transaction understand it from 1.21. */
  readonly prepare?: boolean | undefined
  /** Milliseconds after which the server gives up a statement, 0 for never; 30 000 when left out. */
  readonly statementTimeout?: number | undefined
  /** Milliseconds after which the server gives up waiting for a row or a table that others hold, 0 for never; 10 000 when left out. */
  readonly lockTimeout?: number | undefined
}

/**
 * The database behind a pool of `pg`, which is the store's own: its connections are told the limits, and closing the store
 * ends it. Where a pooler stands between, what is on a connection is not ours to set: the limits hold in transactions then,
 * and for everything else those of the role.
 *
 * @throws ScimError `CONFIGURATION` for a limit that is no whole number
 * @example
 * ```ts
 * import pg from 'pg'
 *
 * const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
 * const store = createPostgresStore(fromPool(pool))
 * await store.close()
 * ```
 */
export function fromPool(pool: Pool, options: PoolOptions = {}): Database {
  const { prepare = true, statementTimeout = 30_000, lockTimeout = 10_000 } = options
  const limits = {
    statement: wholeNumber(statementTimeout, 'fromPool.statementTimeout'),
    lock: wholeNumber(lockTimeout, 'fromPool.lockTimeout'),
  }
  let closing: Promise<void> | undefined
  // A connection that the server ends is no reason for the process to end: when it is idle the next statement gets
  // another one, and when it is lent the statement on it fails. The pool listens only while a client is idle.
  pool.on?.('error', ignore)
  pool.on?.('acquire', (client) => {
    client.off?.('error', ignore)
    client.on?.('error', ignore)
  })
  const lend = lender(pool, limits, prepare ? statementName : () => undefined)
  return {
    limits,
    run: (statement) => lend((session) => session.run(statement)),
    script: (text) => lend((session) => session.script(text)),
    withSession: lend,
    stream: streamsOf(pool, limits),
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

function ignore(): void {
  // Whoever has a statement on the connection hears of it there.
}

function lender(pool: Pool, limits: Limits, nameOf: NameOf): Database['withSession'] {
  const settled = new WeakMap<PoolClient, Set<string>>()
  return async (work) => {
    const client = await pool.connect()
    const prepared = settled.get(client) ?? new Set()
    const session = new LentSession(client, { nameOf, prepared })
    try {
      if (!settled.has(client)) await session.run(sessionSettings(limits, client.processID ?? 0))
      settled.set(client, prepared)
      return await work(session)
    } finally {
      client.release(session.isLost || isWorn(prepared))
    }
  }
}

type NameOf = (text: string) => string | undefined

/** How statements are prepared on a connection. */
interface Preparing {
  readonly nameOf: NameOf
  /** What has been on it. */
  readonly prepared: Set<string>
}

/** A session that knows whether it can be lent again, whatever its borrower has made of the error that says so. */
class LentSession implements Session {
  readonly #client: PoolClient
  readonly #preparing: Preparing
  isLost = false

  constructor(client: PoolClient, preparing: Preparing) {
    this.#client = client
    this.#preparing = preparing
  }

  async run({ text, values }: Sql): Promise<Result> {
    checkValues(values)
    const name = this.#preparing.nameOf(text)
    if (name !== undefined) this.#preparing.prepared.add(name)
    return this.#noting(this.#client.query({ text, values, ...(name !== undefined && { name }) }).then(toResult))
  }

  async script(text: string): Promise<void> {
    await this.#noting(this.#client.query(text))
  }

  async #noting<Value>(answer: Promise<Value>): Promise<Value> {
    try {
      return await answer
    } catch (error) {
      this.isLost ||= isConnectionLost(error)
      throw error
    }
  }
}

function toResult({ rows, rowCount }: PoolResult): Result {
  return { rows, count: rowCount ?? 0 }
}
