import type { Sql } from 'sql-template-tag'
import { isConnectionLost } from '../driver-errors.ts'
import type { Database, Result, Session } from './database.ts'

/** What the store needs of a client of `pg`. */
export interface PoolClient {
  query(statement: { readonly text: string; readonly values: unknown[]; readonly name?: string }): Promise<PoolResult>
  query(text: string): Promise<PoolResult | PoolResult[]>
  release(broken?: boolean): void
  on?(event: 'error', listener: (error: Error) => void): unknown
  off?(event: 'error', listener: (error: Error) => void): unknown
}

/** What the store needs of `pg.Pool`. */
export interface Pool {
  query(statement: { readonly text: string; readonly values: unknown[]; readonly name?: string }): Promise<PoolResult>
  query(text: string): Promise<PoolResult | PoolResult[]>
  connect(): Promise<PoolClient>
  end(): Promise<void>
  on?(event: 'error', listener: (error: Error) => void): unknown
  on?(event: 'acquire', listener: (client: PoolClient) => void): unknown
}

interface PoolResult {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's rows have the columns of the statement.
  readonly rows: any[]
  readonly rowCount: number | null
}

/**
 * The database behind a pool of `pg`.
 *
 * @example
 * ```ts
 * const store = createPostgresStore(fromPool(new pg.Pool({ connectionString: process.env.DATABASE_URL })))
 * ```
 */
export function fromPool(pool: Pool): Database {
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
    close: () => pool.end(),
  }
}

function ignore(): void {
  // Whoever has a statement on the connection hears of it there.
}

function sessionOf(client: Pick<PoolClient, 'query'>): Session {
  return {
    run: async ({ text, values }: Sql) => toResult(await client.query({ text, values })),
    script: async (text) => {
      await client.query(text)
    },
  }
}

function toResult({ rows, rowCount }: PoolResult): Result {
  return { rows, count: rowCount ?? 0 }
}
