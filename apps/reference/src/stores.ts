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
  type PostgresLog,
} from '@scimkit/postgres'
import pg from 'pg'
import type { Options } from './options/options.ts'

/** Where everything is kept that outlives a request. */
export interface Stores {
  readonly store: Store
  readonly log: ProvisioningLog
  readonly tokens: TokenStore
  readonly confirmations: Confirmations
  /** What there is to measure: nothing in memory, and no pool in PGlite. */
  readonly measured: { readonly pool?: PoolCounts | undefined; readonly log?: Pick<PostgresLog, 'waiting' | 'dropped'> }
  close(): Promise<void>
}

/** The connections of a pool, as `pg` counts them. */
export type PoolCounts = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>

type StoreOptions = Pick<Options, 'store' | 'poolSize' | 'prepare'>

/** Opens what `--store` names: `memory`, `pglite:<dir>` or `postgres://…`. The tables of a database are brought up to date. */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { store } = options
  if (store === 'memory') return inMemory()
  return store.startsWith(pglite) ? inPglite(store.slice(pglite.length)) : inPostgres(options)
}

/** The stores in a database that has its tables. */
export function storesIn(database: Database, pool?: PoolCounts): Stores {
  const store = createPostgresStore(database)
  const log = createPostgresLog(database)
  return {
    store,
    log,
    tokens: createPostgresTokens(database),
    confirmations: createPostgresConfirmations(database),
    measured: { pool, log },
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
    measured: {},
    close: () => store.close(),
  }
}

const pglite = 'pglite:'

/** How long a request waits for a connection before it is told to come again. */
const connectionTimeoutMillis = 5_000

/**
 * After how long a server that says nothing is given up: it may have gone without a word, as in a fail-over. Longer than
 * it takes the server itself to give up a statement.
 */
const query_timeout = 35_000

async function inPostgres({ store: connectionString, poolSize, prepare }: StoreOptions): Promise<Stores> {
  const common = { connectionString, connectionTimeoutMillis, application_name: 'scimkit' }
  // On a connection of its own: a migration may take as long as it takes.
  await withTables(fromPool(new pg.Pool({ ...common, max: 1 }), { prepare: false }), (database) => database.close())
  const pool = new pg.Pool({ ...common, max: poolSize, query_timeout, keepAlive: true })
  return storesIn(fromPool(pool, { prepare: prepare === 'always' }), pool)
}

async function inPglite(directory: string): Promise<Stores> {
  // A whole PostgreSQL: loaded only where it is asked for.
  const { PGlite } = await import('@electric-sql/pglite')
  return withTables(fromPglite(await PGlite.create(directory)), storesIn)
}

async function withTables<Value>(
  database: Database,
  use: (database: Database) => Value | Promise<Value>,
): Promise<Value> {
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return use(database)
}
