import type { Sql } from 'sql-template-tag'
import { checkValues, isConnectionLost } from '../driver-errors.ts'
import type { Database, Result, Session } from './database.ts'
import type { Pool, PoolClient, PoolResult } from './pool.ts'
import { streamsOf } from './pool-streams.ts'

/** How a pool is used. */
export interface PoolOptions {
  /** Whether statements are prepared by name; `true` when left out. PgBouncer pools by transaction understand it from 1.21. */
  readonly prepare?: boolean | undefined
}

/**
 * The database behind a pool of `pg`.
 *
 * @example
 * ```ts
 * import pg from 'pg'
 *
 * const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
 * const store = createPostgresStore(fromPool(pool))
 * await store.close()
 * ```
 */
export function fromPool(pool: Pool, { prepare = true }: PoolOptions = {}): Database {
  const sessionOf = sessionMaker(prepare ? statementName : () => undefined)
  // A connection that the server ends is no reason for the process to end: when it is idle the next statement gets
  // another one, and when it is lent the statement on it fails. The pool listens only while a client is idle.
  pool.on?.('error', ignore)
  pool.on?.('acquire', (client) => {
    client.off?.('error', ignore)
    client.on?.('error', ignore)
  })
  return {
    ...sessionOf(pool),
    async withSession(work) {
      const client = await pool.connect()
      let broken = false
      try {
        return await work(sessionOf(client))
      } catch (error) {
        broken = isConnectionLost(error)
        throw error
      } finally {
        client.release(broken)
      }
    },
    stream: streamsOf(pool),
    close: () => pool.end(),
  }
}

function ignore(): void {
  // Whoever has a statement on the connection hears of it there.
}

function sessionMaker(nameOf: (text: string) => string | undefined) {
  return (client: Pick<PoolClient, 'query'>): Session => ({
    run: async ({ text, values }: Sql) => {
      checkValues(values)
      const name = nameOf(text)
      return toResult(await client.query({ text, values, ...(name !== undefined && { name }) }))
    },
    script: async (text) => {
      await client.query(text)
    },
  })
}

/** As many statements as are given a name: filters come in any number of forms, and each is kept by every connection. */
const mostNames = 300

const names = new Map<string, string>()

/** The name under which a statement is prepared once per connection: planning costs more than most of them do. */
function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `scimkit_${names.size}`
  names.set(text, name)
  return name
}

function toResult({ rows, rowCount }: PoolResult): Result {
  return { rows, count: rowCount ?? 0 }
}
