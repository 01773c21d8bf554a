import pg from 'pg'
import { type Database, fromPool, migrate } from '../src/index.ts'
import { freshDatabase } from './outbox/fresh-database.ts'

/** Opens a database that nobody else uses, with the tables of the store. Closed, it is gone. */
export async function openFreshDatabase(): Promise<Database> {
  const { connectionString, drop } = await freshDatabase()
  const database = fromPool(new pg.Pool({ connectionString }))
  await migrate(database)
  return { ...database, close: () => database.close().then(drop) }
}
