import {
  type Criterion,
  type JsonObject,
  type Page,
  type PageRequest,
  type Provenance,
  parseFilter,
  type QueryScope,
  type RelationDelta,
  type ResourceType,
  resolveFilter,
  resolveSort,
  type Store,
  type StoredResource,
  type UnitOfWork,
  type Wanted,
  type Which,
} from '@scimkit/core'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'

/** One tenant of the store under test, empty at first, and the few things the suites do to it again and again. */
export interface World {
  readonly store: Store
  readonly tenant: string
  unit<Result>(work: (unit: UnitOfWork) => Promise<Result>): Promise<Result>
  addUser(attributes: JsonObject, provenance?: Partial<Provenance>): Promise<StoredResource>
  addGroup(displayName: string, ids?: readonly string[]): Promise<StoredResource>
  /** Replaces the document of a resource. */
  change(resourceType: ResourceType, id: string, attributes: JsonObject): Promise<StoredResource>
  changeMembers(id: string, ...deltas: RelationDelta[]): Promise<boolean>
  remove(resourceType: ResourceType, id: string, how?: 'hard' | 'tombstone'): Promise<void>
  /** Brings a tombstone back with another document. */
  revive(resourceType: ResourceType, id: string, attributes: JsonObject): Promise<StoredResource>
  /** Removes a tombstone. */
  removeDeleted(resourceType: ResourceType, id: string, how?: 'hard' | 'tombstone'): Promise<void>
  /** A resource with all its relations and inverses. */
  read(resourceType: ResourceType, id: string): Promise<StoredResource | undefined>
  memberIds(id: string): Promise<readonly string[]>
  query(query: WorldQuery): Promise<Page>
  /** The userNames a filter finds, in the store's order. */
  find(filter: string): Promise<readonly unknown[]>
  /** Everything the tenant can see. */
  everything(): Promise<readonly StoredResource[]>
}

/** A query, its page given by its index or as the store's contract has it; of up to 1000 resources when left out. */
export interface WorldQuery {
  readonly scopes: readonly QueryScope[]
  readonly descending?: boolean
  readonly startIndex?: number
  readonly count?: number
  readonly page?: PageRequest
}

/** What makes a new {@link World}. Every test makes its own. */
export type NewWorld = () => World

/** Opens a tenant nobody has used before: that is quicker than a new store, and every test tests isolation as well. */
export function newWorld(store: Store): World {
  const tenant = `tenant-${crypto.randomUUID()}`
  const unit: World['unit'] = (work) => store.transaction(tenant, work)
  const read: World['read'] = (resourceType, id) => store.read(tenant, resourceType, id, wantedOf(resourceType))
  const query: World['query'] = ({ scopes, descending = false, startIndex = 1, count = 1000, page }) =>
    store.query(tenant, { scopes, descending, page: page ?? { kind: 'index', startIndex, count } })
  return {
    store,
    tenant,
    unit,
    read,
    query,
    addUser: (attributes, provenance) => unit((each) => each.insert(user, draft(user, attributes, provenance))),
    addGroup: (displayName, ids = []) => unit((each) => addGroup(each, displayName, ids)),
    change: (resourceType, id, attributes) =>
      unit(async (each) =>
        each.update(resourceType, await mustGet(each, resourceType, id), draft(resourceType, attributes)),
      ),
    changeMembers: (id, ...deltas) =>
      unit(async (each) => each.changeRelation(await mustGet(each, group, id), members, deltas)),
    remove: (resourceType, id, how = 'hard') =>
      unit(async (each) => each.remove(resourceType, await mustGet(each, resourceType, id), how)),
    revive: (resourceType, id, attributes) =>
      unit(async (each) =>
        each.update(resourceType, await mustFindDeleted(each, resourceType, id), draft(resourceType, attributes)),
      ),
    removeDeleted: (resourceType, id, how = 'hard') =>
      unit(async (each) => each.remove(resourceType, await mustFindDeleted(each, resourceType, id), how)),
    memberIds: async (id) => relatedIds(await read(group, id), 'members'),
    find: async (filter) => userNames(await query({ scopes: [scope(user, { filter })] })),
    everything: async () => (await query({ scopes: [scope(user), scope(group)] })).resources,
  }
}

/** A scope of a query, the filter and sort attribute given as a client writes them. */
export function scope(
  resourceType: ResourceType,
  { filter, sortBy, wanted, which }: { filter?: string; sortBy?: string; wanted?: Wanted; which?: Which } = {},
): QueryScope {
  return {
    resourceType,
    filter: filter === undefined ? undefined : resolveFilter(parseFilter(filter), resourceType),
    sortBy: sortBy === undefined ? undefined : resolveSort(sortBy, resourceType),
    wanted: wanted ?? wantedOf(resourceType),
    ...(which !== undefined && { which }),
  }
}

/** A filter as what a unit finds by. */
export function by(filter: string, resourceType: ResourceType = user): Criterion {
  return { filter: resolveFilter(parseFilter(filter), resourceType) }
}

/** A resource that has to be there. */
export async function mustGet(unit: UnitOfWork, resourceType: ResourceType, id: string): Promise<StoredResource> {
  const found = await unit.get(resourceType, id)
  if (found === undefined) throw new Error(`The test expects ${resourceType.name} ${id} to be there.`)
  return found
}

/** A tombstone that has to be there. */
export async function mustFindDeleted(
  unit: UnitOfWork,
  resourceType: ResourceType,
  id: string,
): Promise<StoredResource> {
  const [found] = await unit.find(resourceType, by(`id eq "${id}"`, resourceType), 'deleted')
  if (found === undefined) throw new Error(`The test expects a tombstone of ${resourceType.name} ${id} to be there.`)
  return found
}

/** Adds a group within a unit. */
export async function addGroup(unit: UnitOfWork, displayName: string, ids: readonly string[]): Promise<StoredResource> {
  const created = await unit.insert(group, draft(group, { displayName }))
  await unit.changeRelation(created, members, [add(...ids)])
  return created
}

/** The delta that adds these ids. */
export function add(...ids: readonly string[]): RelationDelta {
  return { kind: 'add', elements: ids.map((value) => ({ value })) }
}

/** The delta that leaves exactly these ids. */
export function replaceAll(...ids: readonly string[]): RelationDelta {
  return { kind: 'replaceAll', elements: ids.map((value) => ({ value })) }
}

/** The delta that removes these ids. */
export function remove(...values: readonly string[]): RelationDelta {
  return { kind: 'remove', values }
}

/** The ids a resource is related to. */
export function relatedIds(resource: StoredResource | undefined, name: string): readonly string[] {
  return (resource?.related?.[name] ?? []).map((element) => element.value)
}

/** The userNames on a page. */
export function userNames({ resources }: Page): readonly unknown[] {
  return resources.map((resource) => resource.attributes.userName)
}

function wantedOf({ relations, inverses }: ResourceType): Wanted {
  return [...relations, ...inverses]
}
