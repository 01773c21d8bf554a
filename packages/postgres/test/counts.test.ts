import { groupResourceType, settleResourceType, userResourceType } from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const user = settleResourceType(userResourceType, [userResourceType, groupResourceType])
const pool = new pg.Pool({ connectionString: inject('postgres'), max: 2 })
const database = fromPool(pool)
const tenant = crypto.randomUUID()
const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
const query = {
  scopes: [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: [] }],
  descending: false,
  page: { kind: 'index', startIndex: 1, count: 2 },
} as const

beforeAll(async () => {
  await migrate(database)
  await createPostgresStore(database).transaction(tenant, async (unit) => {
    for (let index = 0; index < 400; index += 1)
      await unit.insert(user, { attributes: { userName: `u${index}` }, keys: [], provenance })
  })
  await pool.query('ANALYZE scimkit_resource')
})
afterAll(() => database.close())

test('an estimated total is what the planner expects, and the page is the page', async () => {
  const exact = await createPostgresStore(database).query(tenant, query)
  const estimated = await createPostgresStore(database, { counts: 'estimated' }).query(tenant, query)
  expect(exact.total).toBe(400)
  expect(estimated.resources).toEqual(exact.resources)
  expect(Number.isInteger(estimated.total)).toBe(true)
  expect(estimated.total).toBeGreaterThan(0)
})

test('an estimated total counts nothing', async () => {
  const statements: string[] = []
  const noted = {
    ...database,
    run: (statement: Parameters<typeof database.run>[0]) => {
      statements.push(statement.text)
      return database.run(statement)
    },
  }
  await createPostgresStore(noted, { counts: 'estimated' }).query(tenant, query)
  expect(statements.filter((text) => text.includes('count('))).toEqual([])
})
