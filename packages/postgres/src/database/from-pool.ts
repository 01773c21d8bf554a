import type { Sql } from 'sql-template-tag'
import { checkValues, isConnectionLost } from '../driver-errors.ts'
import { wholeNumber } from '../whole-number.ts'
import type { Database, Limits, Result, Session } from './database.ts'
import { type Loans, loansOf } from './loans.ts'
import type { Pool, PoolClient, PoolResult } from './pool.ts'
import { streamsOf } from './pool-streams.ts'
import { sessionSettings } from './session-settings.ts'
import { isWorn, statementName } from './statement-names.ts'

/** How a pool is used. */
export interface PoolOptions {
  /**
   * Whether statements are prepared by name; `true` when left out. PgBouncer, pooling by transaction, understands it
   * from 1.21.
   */
  readonly prepare?: boolean | undefined
  /** Milliseconds after which the server gives up a statement, 0 for never; 30 000 when left out. */
  readonly statementTimeout?: number | undefined
  /**
   * Milliseconds after which the server gives up waiting for a row or a table that others hold, 0 for never; 10 000
   * when left out.
   */
  readonly lockTimeout?: number | undefined
}

/**
 * The database behind a pool of `pg`. Give it one of its own, not the application's: its connections are told the
 * limits, which would hold for the application's statements too; closing the store ends it; and an application that
 * keeps connections of it in transactions while it calls the store may leave none for the store, and wait for ever.
 *
 * Closing it refuses what comes from then on with `STORE_UNAVAILABLE`, and waits for what is under way, ten seconds at
 * most: what a database keeps longer is cut off, and fails.
 *
 * Where a pooler stands between, what is on a connection is not ours to set: the limits hold in transactions then, and
 * for everything else those of the role.
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
  const loans = loansOf(pool)
  const lend = lender(loans, limits, prepare ? statementName : () => undefined)
  return {
    limits,
    run: (statement) => lend((session) => session.run(statement)),
    script: (text) => lend((session) => session.script(text)),
    withSession: lend,
    stream: streamsOf(loans, limits),
    close: () => loans.close(),
  }
}

function lender(loans: Loans, limits: Limits, nameOf: NameOf): Database['withSession'] {
  const settled = new WeakMap<PoolClient, Set<string>>()
  return async (work) => {
    const { client, giveBack } = await loans.lend()
    const prepared = settled.get(client) ?? new Set()
    const session = new LentSession(client, { nameOf, prepared })
    try {
      if (!settled.has(client)) await session.run(sessionSettings(limits, client.processID ?? 0))
      settled.set(client, prepared)
      return await work(session)
    } finally {
      giveBack(session.isLost || isWorn(prepared))
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
