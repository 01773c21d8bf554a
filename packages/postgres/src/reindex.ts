import {
  createKeying,
  type Draft,
  isScimError,
  type Keying,
  type Product,
  type ResourceType,
  type StoredResource,
  type UniqueKey,
} from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Database, Session } from './database/database.ts'
import { inTransaction } from './database/in-transaction.ts'
import { repeated } from './database/repeated.ts'
import { guarded } from './driver-errors.ts'
import { toResource } from './row.ts'
import { exchangeKeys, keysText } from './unit/keys.ts'
import { reindexRow } from './unit/write.ts'

/** What {@link reindex} has done. */
export interface Reindexed {
  /** How many resources there are of the types of the product, tombstones too. */
  readonly resources: number
  /** What must be unique by now, and two have it. */
  readonly taken: readonly TakenValue[]
}

/** How {@link reindex} goes about it. */
export interface ReindexOptions {
  /** Told again and again how many of the resources are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** A value that a resource has and does not hold, because an older one does. */
export interface TakenValue {
  readonly tenant: string
  readonly resourceType: string
  readonly id: string
  readonly attribute: string
  /** Undefined for a value that is never shown. */
  readonly value: string | undefined
  /** The id of who holds it; undefined when that is another tenant's. */
  readonly holder: string | undefined
}

/**
 * Writes anew what resources are found by, and which values they hold as unique ones: to be run when the product has
 * got another profile or other definitions since they were written. Until then, filters miss what they should find by
 * an attribute that is `indexed` now, and nobody is told that a value is taken which must be unique now. Resources stay
 * as they are, versions too.
 *
 * Run it when the last process with the old product has ended, and again after a failure: what is done stays done. Of
 * two resources with one unique value the older one holds it; the other is told of the conflict when it is written
 * next.
 *
 * @param product the profile and the resource types of the handler; resources of other types are left alone
 * @throws ScimError `CONFIGURATION` when the profile or a definition is wrong, `STORE_UNAVAILABLE`
 * @example
 * ```ts
 * const store = createPostgresStore(database)
 * await store.transaction('acme', (unit) => unit.insert(userType, draft))
 * const profile = defineProfile({ extends: rfcProfile, users: { emailUniqueness: 'tenant' } })
 * await reindex(database, { profile }) // { resources: 1, taken: [] }
 * ```
 */
export function reindex(
  database: Database,
  product: Product,
  { onProgress = ignore }: ReindexOptions = {},
): Promise<Reindexed> {
  const keying = createKeying(product)
  return guarded(async () => {
    for (;;) {
      const { changed, ...reindexed } = await reindexAll(database, keying, onProgress)
      // What was taken may have been held by one that has given it up since, in the same pass.
      if (reindexed.taken.length === 0 || changed === 0) return reindexed
    }
  })
}

/** As many as one transaction holds on to: others wait for them. */
const atOnce = 100

/** One pass over the resources, or over some of them. */
interface Pass extends Reindexed {
  /** How many rows were written. */
  readonly changed: number
}

function ignore(): void {
  // Nobody wants to know.
}

async function reindexAll(
  database: Database,
  keying: Keying,
  onProgress: (done: number, total: number) => void,
): Promise<Pass> {
  const sum = { resources: 0, changed: 0, taken: [] as TakenValue[] }
  const shelves = await shelvesOf(database, keying)
  const total = shelves.reduce((before, { size }) => before + size, 0)
  for (const shelf of shelves) {
    let after = 0
    for (;;) {
      const batch = await repeated(database, (session) =>
        inTransaction(session, { limits: database.limits }, () => reindexBatch(session, { shelf, after, keying })),
      )
      sum.resources += batch.resources
      sum.changed += batch.changed
      sum.taken.push(...batch.taken)
      onProgress(sum.resources, total)
      if (batch.resources < atOnce) break
      after = batch.last
    }
  }
  return sum
}

/** The resources of one type in a tenant, either all live ones or all tombstones. */
interface Shelf {
  readonly tenant: string
  readonly resourceType: ResourceType
  readonly deleted: boolean
  /** How many there were at the beginning. */
  readonly size: number
}

async function shelvesOf(database: Database, { resourceTypes }: Keying): Promise<readonly Shelf[]> {
  const { rows } = await database.run(
    sql`SELECT r.tenant, r.type, r.deleted, count(*)::float8 AS size FROM scimkit_resource r
      GROUP BY r.tenant, r.type, r.deleted ORDER BY r.tenant, r.type, r.deleted`,
  )
  return rows.flatMap(({ tenant, type, deleted, size }) => {
    const resourceType = resourceTypes.find(({ name }) => name === type)
    return resourceType === undefined ? [] : [{ tenant, resourceType, deleted, size }]
  })
}

interface Batch {
  readonly shelf: Shelf
  readonly after: number
  readonly keying: Keying
}

/** The oldest first: who was there first holds what two have. */
async function reindexBatch(session: Session, { shelf, after, keying }: Batch): Promise<Pass & { last: number }> {
  const { tenant, resourceType, deleted } = shelf
  const { rows } = await session.run(sql`
    SELECT r.id, r.type, r.document, r.provenance, r.keys, r.version::float8 AS version, r.created::float8 AS created,
      r.modified::float8 AS modified, r.seq::float8 AS seq
    FROM scimkit_resource r
    WHERE r.tenant = ${tenant} AND r.type = ${resourceType.name} AND r.deleted = ${deleted} AND r.seq > ${after}::bigint
    ORDER BY r.seq LIMIT ${atOnce} FOR UPDATE`)
  const taken: TakenValue[] = []
  let changed = 0
  for (const row of rows) {
    const resource = toResource(row)
    const wanted = keying.keysOf(resource)
    // It holds what its row says that it does.
    const isHolding = row.keys === keysText(tenant, wanted)
    const keys = isHolding ? wanted : await hold(session, { tenant, resource, keys: wanted }, taken)
    const draft: Draft = { ...resource, keys }
    if (await reindexRow(session, { tenant, resourceType, id: resource.id, draft })) changed += 1
  }
  return { resources: rows.length, changed, taken, last: rows.at(-1)?.seq ?? after }
}

interface Holding {
  readonly tenant: string
  readonly resource: StoredResource
  readonly keys: readonly UniqueKey[]
}

/** Gives a resource its unique values, all but those that somebody else holds. @returns what it holds */
async function hold(session: Session, holding: Holding, taken: TakenValue[]): Promise<readonly UniqueKey[]> {
  const { tenant, resource, keys } = holding
  const { resourceType, id } = resource
  try {
    await exchangeKeys(session, { tenant, resourceType, id }, keys)
    return keys
  } catch (error) {
    if (!isScimError(error, 'UNIQUENESS_VIOLATED')) throw error
    const { attribute, value, holder } = error.params
    const place = keys.findIndex((key) => key.attribute === attribute && key.value === value)
    taken.push({ tenant, resourceType, id, attribute, value, holder: holder?.id })
    return hold(session, { tenant, resource, keys: keys.toSpliced(place, 1) }, taken)
  }
}
