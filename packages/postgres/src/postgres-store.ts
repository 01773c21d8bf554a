import type {
  Author,
  ElementStream,
  Page,
  ResourceType,
  Store,
  StoredResource,
  StoreQuery,
  Transfer,
  UnitOfWork,
  Wanted,
} from '@scimkit/core'
import { ScimError } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import { batchSize, type Database, type Result, type Session } from './database/database.ts'
import { inTransaction } from './database/in-transaction.ts'
import { repeated } from './database/repeated.ts'
import { guarded, retryAfter, toStoreError } from './driver-errors.ts'
import { type Counts, runQuery } from './listing/query.ts'
import { migrate, refuseOldTables } from './migrations/migrate.ts'
import { appendEvents } from './outbox/append.ts'
import { Changes } from './outbox/changes.ts'
import { readResource, type Sought } from './read-resource.ts'
import { elementRows, type Reading } from './related.ts'
import { type ElementRow, toElement } from './row.ts'
import { lock } from './unit/locks.ts'
import { transfer } from './unit/transfer.ts'
import { PostgresUnitOfWork } from './unit/unit-of-work.ts'

/** What a PostgreSQL store can be told. */
export interface PostgresStoreOptions {
  /** How totals of lists are told; `exact` when left out. Estimates come from the statistics of the planner. */
  readonly counts?: Counts | undefined
  /** Writes what happens to resources down for {@link createOutboxWorker}, in the transaction of the change. */
  readonly outbox?: boolean | undefined
  /** The clock, in milliseconds since 1970; `Date.now` when left out. */
  readonly now?: (() => number) | undefined
}

/**
 * A store in PostgreSQL: any number of processes may share it. Each unit of work is one transaction; rows are locked as
 * they are read; what the database could not put in line is run again, so the work of a unit may run more than once.
 *
 * The tables must be there: {@link migrate} makes them. Without them everything rejects with `CONFIGURATION`, and on
 * those of an older release `ready` does.
 *
 * @example
 * ```ts
 * import pg from 'pg'
 *
 * const database = fromPool(new pg.Pool({ connectionString: process.env.DATABASE_URL }))
 * await migrate(database)
 * const store = createPostgresStore(database)
 * await store.transaction('acme', (unit) => unit.insert(userType, draft)) // { version: 1, … }
 * await store.close()
 * ```
 */
export function createPostgresStore(database: Database, options: PostgresStoreOptions = {}): Store {
  return new PostgresStore(database, options)
}

/** Milliseconds a reader of a stream may take for one batch. */
const patience = 60_000

/** Whose unit of work it is, and which run of it. */
interface UnitOptions {
  readonly tenant: string
  readonly by: Author | undefined
  readonly attempt: number
}

class PostgresStore implements Store {
  readonly #database: Database
  readonly #counts: Counts
  readonly #now: () => number
  readonly #outbox: boolean
  #closed = false

  constructor(database: Database, options: PostgresStoreOptions) {
    const { counts = 'exact', outbox = false, now = Date.now } = options
    this.#database = database
    this.#counts = counts
    this.#now = now
    this.#outbox = outbox
  }

  transaction<Result>(tenant: string, work: (unit: UnitOfWork) => Promise<Result>, by?: Author): Promise<Result> {
    return this.#repeated((session, attempt) => this.#unit(session, { tenant, by, attempt }, work))
  }

  // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
  read(tenant: string, resourceType: ResourceType, id: string, wanted: Wanted): Promise<StoredResource | undefined> {
    return this.#read({ tenant, type: resourceType.name, id, wanted })
  }

  query(tenant: string, query: StoreQuery): Promise<Page> {
    return this.#guarded(() => runQuery(this.#database, { tenant, query, counts: this.#counts }))
  }

  readonly streamed: Pick<Store, 'read' | 'query'> = {
    // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
    read: (tenant, resourceType, id, wanted) =>
      this.#read({ tenant, type: resourceType.name, id, wanted }, this.#streaming(tenant)),
    query: (tenant, query) => {
      const asked = { tenant, query, counts: this.#counts, reading: this.#streaming(tenant) }
      return this.#guarded(() => runQuery(this.#database, asked))
    },
  }

  transfer(resourceType: ResourceType, id: string, move: Transfer): Promise<StoredResource | undefined> {
    const moving = { resourceType, id, move, now: this.#now, outbox: this.#outbox }
    return this.#repeated((session, attempt) =>
      inTransaction(session, { limits: this.#database.limits }, async () => {
        await lineUp(session, [move.from, move.to], attempt)
        return transfer(session, moving)
      }),
    )
  }

  ready(): Promise<void> {
    return this.#guarded(async () => {
      const { rows } = await this.#database.run(
        sql`SELECT current_setting('transaction_read_only') AS reads, max(m.version) AS version FROM scimkit_migration m`,
      )
      // A server that only reads, as after a fail-over, takes nothing an identity provider sends.
      if (rows[0].reads === 'on') throw new ScimError('STORE_UNAVAILABLE', { retryAfter })
      refuseOldTables(rows[0].version ?? 0)
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#database.close()
  }

  #read(sought: Sought, reading?: Reading): Promise<StoredResource | undefined> {
    return this.#guarded(() => readResource(this.#database, sought, reading))
  }

  #streaming(tenant: string): Reading {
    const rowsOf = (statement: Sql): AsyncIterable<Result['rows']> => this.#database.stream(statement, patience)
    return { most: batchSize, streamOf: (owner, relation) => toElements(rowsOf(elementRows(tenant, owner, relation))) }
  }

  async #unit<Result>(
    session: Session,
    { tenant, by = 'scim', attempt }: UnitOptions,
    work: (unit: UnitOfWork) => Promise<Result>,
  ): Promise<Result> {
    const changes = this.#outbox ? new Changes() : undefined
    const unit = new PostgresUnitOfWork({
      session,
      tenant,
      now: this.#now,
      changes,
      streaming: this.#streaming(tenant),
    })
    const brackets = { limits: this.#database.limits, last: () => unit.lastLocks() }
    return inTransaction(session, brackets, async () => {
      await lineUp(session, [tenant], attempt)
      try {
        const result = await work(unit)
        const events = changes?.events() ?? []
        await appendEvents(session, { tenant, by, txn: crypto.randomUUID(), now: this.#now(), events })
        return result
      } finally {
        unit.end()
      }
    })
  }

  #repeated<Result>(work: (session: Session, attempt: number) => Promise<Result>): Promise<Result> {
    return this.#guarded(() => repeated(this.#database, work))
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 60 })
    return guarded(work)
  }
}

/** Units of one tenant that have met before go one after the other, or they would go on meeting. */
async function lineUp(session: Session, tenants: readonly string[], attempt: number): Promise<void> {
  if (attempt > 1) await lock(session, { exclusive: tenants.map((tenant) => `${tenant}\nagain`) })
}

async function* toElements(batches: AsyncIterable<readonly ElementRow[]>): ElementStream {
  try {
    for await (const rows of batches) yield rows.map(toElement)
  } catch (error) {
    throw toStoreError(error)
  }
}
