import type { Sql } from 'sql-template-tag'
import { checkValues } from '../driver-errors.ts'
import { batchSize, type Database, type Session } from './database.ts'
import { takeTurns } from './take-turns.ts'

/** What the store needs of PGlite. */
export interface Pglite {
  // biome-ignore lint/suspicious/noExplicitAny: the rows have the columns of the statement.
  query(text: string, values?: any[]): Promise<{ rows: any[]; affectedRows?: number }>
  exec(text: string): Promise<unknown>
  close(): Promise<void>
}

/**
 * The database that PGlite runs in this process: one session, which whoever borrows it has alone.
 *
 * @example
 * ```ts
 * import { PGlite } from '@electric-sql/pglite'
 *
 * const database = fromPglite(await PGlite.create())
 * await migrate(database) > 0 // true
 * await database.close()
 * ```
 */
export function fromPglite(pglite: Pglite): Database {
  const alone = takeTurns()
  let closing: Promise<void> | undefined
  const session: Session = {
    run: async ({ text, values }: Sql) => {
      checkValues(values)
      const { rows, affectedRows } = await pglite.query(text, values)
      return { rows, count: rows.length > 0 ? rows.length : (affectedRows ?? 0) }
    },
    script: async (text) => {
      await pglite.exec(text)
    },
  }
  return {
    // It has no timers: a statement takes as long as it takes.
    limits: { statement: 0, lock: 0 },
    run: (statement) => alone(() => session.run(statement)),
    script: (text) => alone(() => session.script(text)),
    withSession: (work) => alone(() => work(session)),
    async *stream(statement) {
      const { rows } = await alone(() => session.run(statement))
      for (let from = 0; from < rows.length; from += batchSize) yield rows.slice(from, from + batchSize)
    },
    close: () => {
      closing ??= alone(() => pglite.close())
      return closing
    },
  }
}
