import type { Confirmations, ProvisioningLog, Store, TokenStore } from '@scimkit/core'
import { createMemoryConfirmations, createMemoryLog, createMemoryStore, createMemoryTokens } from '@scimkit/memory'
import {
  createPostgresConfirmations,
  createPostgresLog,
  createPostgresStore,
  createPostgresTokens,
  type Database,
  fromPglite,
  fromPool,
  migrate,
} from '@scimkit/postgres'
import pg from 'pg'

/** Where everything is kept that outlives a request. */
export interface Stores {
  readonly store: Store
  readonly log: ProvisioningLog
  readonly tokens: TokenStore
  readonly confirmations: Confirmations
  close(): Promise<void>
}

/** Opens what `--store` names: `memory`, `pglite:<dir>` or `postgres://…`. The tables of a database are brought up to date. */
export async function openStores(name: string): Promise<Stores> {
  if (name === 'memory') return inMemory()
  const database = await openDatabase(name)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  const store = createPostgresStore(database)
  return {
    store,
    log: createPostgresLog(database),
    tokens: createPostgresTokens(database),
    confirmations: createPostgresConfirmations(database),
    close: () => store.close(),
  }
}

function inMemory(): Stores {
  const store = createMemoryStore()
  return {
    store,
    log: createMemoryLog(),
    tokens: createMemoryTokens(),
    confirmations: createMemoryConfirmations(),
    close: () => store.close(),
  }
}

const pglite = 'pglite:'

/** How long a request waits for a connection before it is told to come again. */
const connectionTimeoutMillis = 5_000

async function openDatabase(name: string): Promise<Database> {
  if (!name.startsWith(pglite))
    return fromPool(new pg.Pool({ connectionString: name, connectionTimeoutMillis, application_name: 'scimkit' }))
  // A whole PostgreSQL: loaded only where it is asked for.
  const { PGlite } = await import('@electric-sql/pglite')
  return fromPglite(await PGlite.create(name.slice(pglite.length)))
}
