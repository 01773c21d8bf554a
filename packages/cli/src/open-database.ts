import { type Database, fromPool, openPglite } from '@scimkit/postgres'

const pglite = 'pglite:'

/** How long to wait for a server that does not answer. */
const connectionTimeoutMillis = 10_000

/** Whether a store is in a database: `pglite:<dir>` or `postgres://…`. */
export function isDatabase(store: string): boolean {
  return /^(?:pglite:.|postgres(?:ql)?:\/\/)/.test(store)
}

/** How a command uses PostgreSQL. */
interface Use {
  /** Under which name the administrators of the database see it. */
  readonly name: string
  readonly connections: number
}

/** The database of a store, with its driver: loaded here, because most commands need none. */
export async function openDatabase(store: string, { name, connections }: Use): Promise<Database> {
  if (store.startsWith(pglite)) return openPglite(store.slice(pglite.length))
  const { default: pg } = await import('pg')
  const common = { connectionString: store, connectionTimeoutMillis }
  const pool = new pg.Pool({ ...common, application_name: name, max: connections })
  // Behind a pooler the next session may know the name of a statement already.
  return fromPool(pool, { prepare: false })
}
