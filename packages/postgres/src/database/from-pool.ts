import type { Sql } from 'sql-template-tag'
import { isConnectionLost } from '../driver-errors.ts'
import { batchSize, type Database, type Result, type Session } from './database.ts'

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
 * const store = createPostgresStore(fromPool(new pg.Pool({ connectionString: process.env.DATABASE_URL })))
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
    stream: (statement, begin) => streamFrom(pool, statement, begin),
    close: () => pool.end(),
  }
}

async function* streamFrom(pool: Pool, { text, values }: Sql, begin: string): AsyncGenerator<Result['rows']> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    await client.query({ text: `DECLARE scimkit_stream NO SCROLL CURSOR FOR ${text}`, values })
    for (let isMore = true; isMore; ) {
      const { rows } = await client.query({ text: `FETCH ${batchSize} FROM scimkit_stream`, values: [] })
      if (rows.length > 0) yield rows
      isMore = rows.length === batchSize
    }
  } finally {
    // A connection that has gone, or hangs, is not lent again.
    const isInOrder = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    client.release(!isInOrder)
  }
}

function ignore(): void {
  // Whoever has a statement on the connection hears of it there.
}

function sessionMaker(nameOf: (text: string) => string | undefined) {
  return (client: Pick<PoolClient, 'query'>): Session => ({
    run: async ({ text, values }: Sql) => {
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
