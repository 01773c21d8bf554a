import { groupResourceType, type Provenance, settleResourceType, userResourceType } from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)
const group = settleResourceType(groupResourceType, definitions)
const provenance: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2, statement_timeout: 20_000 }))
const store = createPostgresStore(database)

beforeAll(() => migrate(database))
afterAll(() => store.close())

test('groups that all hold each other are each visited once, however many ways lead there', async () => {
  const tenant = `cyclic-${crypto.randomUUID()}`
  const { ada, ids } = await store.transaction(tenant, async (unit) => {
    const made = await unit.insert(user, { attributes: { userName: 'ada' }, keys: [], provenance })
    const groups = []
    for (let count = 0; count < 120; count += 1)
      groups.push(await unit.insert(group, { attributes: { displayName: `g${count}` }, keys: [], provenance }))
    const elements = [made, ...groups].map(({ id }) => ({ value: id }))
    for (const each of groups)
      for (const relation of group.relations) await unit.changeRelation(each, relation, [{ kind: 'add', elements }])
    return { ada: made.id, ids: groups.map(({ id }) => id) }
  })
  const found = await store.read(tenant, user, ada, user.inverses)
  expect(found?.related?.groups?.map(({ value }) => value)).toEqual(ids)
  expect(new Set(found?.related?.groups?.map(({ type }) => type))).toEqual(new Set(['direct']))
})
