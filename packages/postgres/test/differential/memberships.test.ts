import { groupResourceType, type Store, type StoredResource, settleResourceType, userResourceType } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)
const group = settleResourceType(groupResourceType, definitions)

let postgres: Store

beforeAll(async () => {
  const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 3 }))
  await migrate(database)
  postgres = createPostgresStore(database)
})
afterAll(() => postgres.close())

const users = 4
const groups = 6

/** Which group takes in what, one after the other: a user, or a group, itself too. */
const anyAdditions = fc.array(fc.tuple(fc.nat(groups - 1), fc.nat(users + groups - 1)), { maxLength: 25 })
type Additions = readonly (readonly [group: number, taken: number])[]

it('a page and a read tell the same groups in the same order, as memory does, however groups hold each other', async () => {
  await fc.assert(
    fc.asyncProperty(anyAdditions, async (additions) => {
      const [memory, found] = [await groupsIn(createMemoryStore(), additions), await groupsIn(postgres, additions)]
      expect(found.paged).toEqual(memory.paged)
      expect(found.read).toEqual(found.paged)
      expect(found.together).toEqual(found.paged)
    }),
    { numRuns: Number(process.env.SCIMKIT_DIFFERENTIAL_RUNS ?? 60) },
  )
}, 120_000)

/** The groups of each user by name, from a page of users, from reads, and from a page of both types. */
async function groupsIn(store: Store, additions: Additions) {
  const tenant = crypto.randomUUID()
  await fill(store, tenant, additions)
  const page = { kind: 'index', startIndex: 1, count: 100 } as const
  const of = (resourceType: typeof user) => ({
    resourceType,
    filter: undefined,
    sortBy: undefined,
    wanted: resourceType.inverses,
  })
  const { resources } = await store.query(tenant, { scopes: [of(user)], descending: false, page })
  const both = await store.query(tenant, { scopes: [of(group), of(user)], descending: false, page })
  const read: (StoredResource | undefined)[] = []
  for (const { id } of resources) read.push(await store.read(tenant, user, id, user.inverses))
  const names = (each: StoredResource | undefined) => each?.related?.groups?.map(({ type, display }) => [type, display])
  return {
    paged: resources.map(names),
    read: read.map(names),
    together: both.resources.filter(({ resourceType }) => resourceType === 'User').map(names),
  }
}

async function fill(store: Store, tenant: string, additions: Additions): Promise<void> {
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  await store.transaction(tenant, async (unit) => {
    const made = []
    for (let index = 0; index < groups; index += 1)
      made.push(await unit.insert(group, { attributes: { displayName: `g${index}` }, keys: [], provenance }))
    for (let index = 0; index < users; index += 1)
      made.push(await unit.insert(user, { attributes: { userName: `u${index}` }, keys: [], provenance }))
    for (const [owner, taken] of additions) {
      const [current, value] = [made[owner], made[taken]?.id]
      if (current === undefined || value === undefined) continue
      for (const relation of group.relations)
        await unit.changeRelation(current, relation, [{ kind: 'add', elements: [{ value }] }])
    }
  })
}
