import type { Confirmations, ProvisioningLog, Store, TokenStore } from '@scimkit/core'
import { createMemoryConfirmations, createMemoryLog, createMemoryStore, createMemoryTokens } from '@scimkit/memory'
import {
  createPostgresConfirmations,
  createPostgresLog,
  createPostgresStore,
  createPostgresTokens,
  type Database,
  fromPool,
  migrate,
  openPglite,
  type PostgresLog,
} from '@scimkit/postgres'
import pg from 'pg'
import type { Options } from './options/options.ts'
import { underLock } from './under-lock.ts'

/** Where everything is kept that outlives a request. */
export interface Stores {
  readonly store: Store
  readonly log: ProvisioningLog
  readonly tokens: TokenStore
  readonly confirmations: Confirmations
  /** The database in which events wait; undefined when none are written. */
  readonly outbox: Database | undefined
  /** What there is to measure: nothing in memory, and no pool in PGlite. */
  readonly measured: { readonly pool?: PoolCounts | undefined; readonly log?: Pick<PostgresLog, 'waiting' | 'dropped'> }
  /** Rejects when the store cannot be had. Does not wait for requests that are under way. */
  ready(): Promise<void>
  /** Does something that no other process on the same database does meanwhile. */
  alone(work: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** The connections of a pool, as `pg` counts them. */
export type PoolCounts = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>

type StoreOptions = Pick<Options, 'store' | 'poolSize' | 'prepare' | 'webhook'>

/** How the stores in a database are to be. */
interface DatabaseOptions {
  /** The connections, where there is a pool of them. */
  readonly pool?: PoolCounts | undefined
  /** Whether events about what changes are written for a worker to send. */
  readonly outbox: boolean
  /** Where it is asked whether the database is there, when that is not where everybody works. */
  readonly asked?: Database | undefined
  /** How something is done that no other process does meanwhile; at once where there is no other one. */
  readonly alone?: Stores['alone']
}

/** Told why it takes long to bring the tables up to date. */
type OnWait = (reason: string) => void

/**
 * Opens what `--store` names: `memory`, `pglite:<dir>` or `postgres://…`. The tables of a database are brought up to
 * date.
 */
export async function openStores(options: StoreOptions, onWait?: OnWait): Promise<Stores> {
  const { store } = options
  if (store === 'memory') return inMemory()
  return store.startsWith(pglite) ? inPglite(options) : inPostgres(options, onWait)
}

/** The stores in a database that has its tables. */
export function storesIn(database: Database, { pool, outbox, asked, alone = atOnce }: DatabaseOptions): Stores {
  const store = createPostgresStore(database, { outbox })
  const probed = asked === undefined ? store : createPostgresStore(asked)
  const log = createPostgresLog(database)
  return {
    store,
    log,
    tokens: createPostgresTokens(database),
    confirmations: createPostgresConfirmations(database),
    outbox: outbox ? database : undefined,
    measured: { pool, log },
    ready: () => probed.ready(),
    alone,
    close: async () => {
      await log.flush()
      await store.close()
      await asked?.close()
    },
  }
}

function inMemory(): Stores {
  const store = createMemoryStore()
  return {
    store,
    log: createMemoryLog(),
    tokens: createMemoryTokens(),
    confirmations: createMemoryConfirmations(),
    outbox: undefined,
    measured: {},
    ready: () => store.ready(),
    alone: atOnce,
    close: () => store.close(),
  }
}

const pglite = 'pglite:'

/** How long a request waits for a connection before it is told to come again. */
const connectionTimeoutMillis = 5_000

/**
 * After how long a server that says nothing is given up: it may have gone without a word, as in a fail-over. Longer
 * than it takes the server itself to give up a statement.
 */
const query_timeout = 35_000

async function inPostgres(
  { store: connectionString, poolSize, prepare, webhook }: StoreOptions,
  onWait?: OnWait,
): Promise<Stores> {
  const common = { connectionString, connectionTimeoutMillis, application_name: 'scimkit' }
  // On a connection of its own: a migration may take as long as it takes.
  const connect = () => fromPool(new pg.Pool({ ...common, max: 1 }), { prepare: false })
  await withTables(connect(), (database) => database.close(), onWait)
  const limited = { ...common, query_timeout, keepAlive: true }
  const pool = new pg.Pool({ ...limited, max: poolSize })
  const asked = fromPool(new pg.Pool({ ...limited, max: 1, query_timeout: connectionTimeoutMillis }), {
    prepare: false,
  })
  return storesIn(fromPool(pool, { prepare: prepare === 'always' }), {
    pool,
    outbox: webhook !== undefined,
    asked,
    alone: (work) => underLock(connect(), work),
  })
}

async function inPglite({ store, webhook }: StoreOptions): Promise<Stores> {
  const database = await openPglite(store.slice(pglite.length))
  return withTables(database, () => storesIn(database, { outbox: webhook !== undefined }))
}

async function withTables<Value>(
  database: Database,
  use: (database: Database) => Value | Promise<Value>,
  onWait?: OnWait,
): Promise<Value> {
  try {
    await migrate(database, { onWait })
  } catch (error) {
    await database.close()
    throw error
  }
  return use(database)
}

function atOnce(work: () => Promise<void>): Promise<void> {
  return work()
}
