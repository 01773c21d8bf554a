import type { ProvisioningLog, Store } from '@scimkit/core'
import { createMemoryLog, createMemoryStore } from '@scimkit/memory'
import { createPostgresLog, createPostgresStore, type Database, migrate } from '@scimkit/postgres'
import { openDatabase } from '../../open-database.ts'

/** Where a server keeps what it is told, and what became of it. */
export interface Stores {
  readonly store: Store
  readonly log: ProvisioningLog
  close(): Promise<void>
}

/** Opens `memory`, `pglite:<dir>` or `postgres://…`. The tables of a database are brought up to date. */
export async function openStores(name: string): Promise<Stores> {
  if (name !== 'memory') return storesIn(await openDatabase(name, { name: 'scimkit serve', connections: 10 }))
  const store = createMemoryStore()
  return { store, log: createMemoryLog(), close: () => store.close() }
}

async function storesIn(database: Database): Promise<Stores> {
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  const store = createPostgresStore(database)
  const log = createPostgresLog(database)
  return { store, log, close: () => log.flush().then(() => store.close()) }
}
