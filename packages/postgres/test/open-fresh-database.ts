import pg from 'pg'
import { freshDatabase } from '../../../scripts/postgres/fresh-database.ts'
import { type Database, fromPool, migrate } from '../src/index.ts'

/** Opens a database that nobody else uses, with the tables of the store. Closed, it is gone. */
export async function openFreshDatabase(): Promise<Database> {
  const { url, drop } = await freshDatabase()
  const database = fromPool(new pg.Pool({ connectionString: url }))
  await migrate(database)
  return { ...database, close: () => database.close().then(drop) }
}
