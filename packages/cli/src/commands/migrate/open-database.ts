import { type Database, fromPool, openPglite } from '@scimkit/postgres'

const pglite = 'pglite:'

/** How long to wait for a server that does not answer. */
const connectionTimeoutMillis = 10_000

/** The database of a store, with its driver: loaded here, because no other command needs one. */
export async function openDatabase(store: string): Promise<Database> {
  if (store.startsWith(pglite)) return openPglite(store.slice(pglite.length))
  const { default: pg } = await import('pg')
  const application_name = 'scimkit migrate'
  const pool = new pg.Pool({ connectionString: store, connectionTimeoutMillis, application_name, max: 1 })
  // Behind a pooler the next session may know the name already, and nothing here runs twice.
  return fromPool(pool, { prepare: false })
}
