import {
  groupResourceType,
  type Provenance,
  type StoredResource,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)
const group = settleResourceType(groupResourceType, definitions)
const provenance: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2, statement_timeout: 20_000 }))
const store = createPostgresStore(database)

beforeAll(() => migrate(database))
afterAll(() => store.close())

/** Fills a tenant with users, and with groups that hold them all and each other. */
async function fill(tenant: string, { users, groups }: { readonly users: number; readonly groups: number }) {
  return store.transaction(tenant, async (unit) => {
    const made: StoredResource[] = []
    for (let count = 0; count < users; count += 1)
      made.push(await unit.insert(user, { attributes: { userName: `u${count}` }, keys: [], provenance }))
    const owners: StoredResource[] = []
    for (let count = 0; count < groups; count += 1)
      owners.push(await unit.insert(group, { attributes: { displayName: `g${count}` }, keys: [], provenance }))
    const elements = [...made, ...owners].map(({ id }) => ({ value: id }))
    for (const each of owners)
      for (const relation of group.relations) await unit.changeRelation(each, relation, [{ kind: 'add', elements }])
    return { users: made.map(({ id }) => id), groups: owners.map(({ id }) => id) }
  })
}

test('groups that all hold each other are each visited once, however many ways lead there', async () => {
  const tenant = `cyclic-${crypto.randomUUID()}`
  const { users, groups } = await fill(tenant, { users: 1, groups: 120 })
  const found = await store.read(tenant, user, String(users[0]), user.inverses)
  expect(found?.related?.groups?.map(({ value }) => value)).toEqual(groups)
  expect(new Set(found?.related?.groups?.map(({ type }) => type))).toEqual(new Set(['direct']))
})

test('groups that all hold each other are visited once for a whole page', async () => {
  const tenant = `cyclic-${crypto.randomUUID()}`
  const { groups } = await fill(tenant, { users: 20, groups: 40 })
  const explained: string[] = []
  const explaining = {
    ...database,
    run: async (statement: Sql) => {
      const { rows } = await database.run(sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`)
      explained.push(JSON.stringify(rows[0]['QUERY PLAN']))
      return database.run(statement)
    },
  }
  const scopes = [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: user.inverses }]
  const page = { kind: 'index', startIndex: 1, count: 20 } as const
  const { resources } = await createPostgresStore(explaining).query(tenant, { scopes, descending: false, page })
  expect(resources.map(({ related }) => related?.groups?.map(({ value }) => value))).toEqual(
    resources.map(() => groups),
  )
  const [, walked] = /"Node Type":"Recursive Union".*?"Actual Rows":(\d+)/.exec(explained.join()) ?? []
  expect(Number(walked)).toBe(20 + 40)
})
