import {
  bearerTokens,
  createRegistry,
  createScimHandler,
  defineResourceType,
  defineSchema,
  groupResourceType,
  parseFilter,
  type QueryScope,
  type ResourceType,
  resolveFilter,
  userResourceType,
} from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

const pool = new pg.Pool({ connectionString: inject('postgres'), max: 2 })
const database = fromPool(pool)
const store = createPostgresStore(database)
const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
const [user] = createRegistry([userResourceType, groupResourceType]).resourceTypes as [ResourceType]
const page = { kind: 'index', startIndex: 1, count: 10 } as const

beforeAll(() => migrate(database))
afterAll(() => store.close())

/** Resource types with a schema of their own each, as many as a product may have. */
function typesWith(count: number, attribute: 'string' | 'integer'): readonly ResourceType[] {
  const definitions = Array.from({ length: count }, (_, index) =>
    defineResourceType({
      name: `Thing${index}`,
      endpoint: `/Things${index}`,
      schema: defineSchema({
        id: `urn:example:Thing${index}`,
        name: `Thing${index}`,
        attributes: [{ name: 'size', type: attribute }, { name: 'label' }, { name: 'displayName' }],
      }),
    }),
  )
  return createRegistry(definitions).resourceTypes
}

function scopesOf(types: readonly ResourceType[], filter: string): readonly QueryScope[] {
  return types.map((resourceType) => ({
    resourceType,
    filter: resolveFilter(parseFilter(filter), resourceType),
    sortBy: undefined,
    wanted: [],
  }))
}

describe('a question', () => {
  const terms = Array.from({ length: 200 }, (_, index) => `label co "${index}" `).join('or ')

  it('with more values than a statement can have is refused as too large, and the connection goes on', async () => {
    const before = (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid
    const scopes = scopesOf(typesWith(200, 'string'), terms)
    const asked = store.query('acme', { scopes, descending: false, page })
    await expect(asked).rejects.toMatchObject({ code: 'FILTER_TOO_COMPLEX' })
    expect((await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid).toBe(before)
  })

  it('that is too deep for the stack of the database is refused as too large', async () => {
    const narrow = fromPool(new pg.Pool({ connectionString: inject('postgres'), options: '-c max_stack_depth=100' }))
    const operands = Array.from({ length: 3000 }, (_, index) =>
      resolveFilter(parseFilter(`userName eq "${index}"`), user),
    )
    const scopes = scopesOf([user], 'active eq true').map((scope) => ({
      ...scope,
      filter: { kind: 'or', operands } as const,
    }))
    const asked = createPostgresStore(narrow).query('acme', { scopes, descending: false, page })
    await expect(asked).rejects.toMatchObject({ code: 'FILTER_TOO_COMPLEX' })
    await narrow.close()
  })

  it('about numbers passes over what was written when the attribute was a text', async () => {
    const tenant = crypto.randomUUID()
    const [before, after] = [typesWith(1, 'string'), typesWith(1, 'integer')]
    const insert = (types: readonly ResourceType[], size: string | number) =>
      store.transaction(tenant, async (unit) => {
        for (const type of types) await unit.insert(type, { attributes: { size }, keys: [], provenance })
      })
    await insert(before, 'large')
    await insert(after, 42)
    const sizes = async (filter: string, isSorted: boolean) => {
      const scopes = scopesOf(after, filter).map((scope) => ({
        ...scope,
        sortBy: isSorted ? scope.resourceType.attributes.find(({ name }) => name === 'size') : undefined,
      }))
      const { resources } = await store.query(tenant, { scopes, descending: false, page })
      return resources.map(({ attributes }) => attributes.size)
    }
    expect(await sizes('size gt 1', false)).toEqual([42])
    expect(await sizes('id pr', true)).toEqual([42, 'large'])
  })

  it.each(['[0,1.5,1]', '[0,1e300,1]', '[null,"a",1]'])(
    'from the position %s is refused as a cursor',
    async (position) => {
      const scopes = scopesOf(typesWith(1, 'string'), 'label pr')
      const asked = store.query('acme', { scopes, descending: false, page: { kind: 'after', position, count: 1 } })
      await expect(asked).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    },
  )
})

describe('a value', () => {
  it('with half a character is kept, and found', async () => {
    const tenant = crypto.randomUUID()
    const attributes = { userName: 'ada', displayName: 'Ada \ud800', emails: [{ value: '\udc00@example.com' }] }
    await store.transaction(tenant, (unit) => unit.insert(user, { attributes, keys: [], provenance }))
    const scopes = scopesOf([user], 'displayName sw "Ada" and emails.value ew "@example.com"')
    const { resources } = await store.query(tenant, { scopes, descending: false, page })
    expect(resources.map((resource) => resource.attributes)).toEqual([attributes])
  })

  it.each([
    ['that holds U+0000', `tenant\u0000${crypto.randomUUID()}`],
    ['too long for an index', Array.from({ length: 900 }, () => crypto.randomUUID()).join('')],
  ])('of the application, as the name of a tenant %s, is an error of the configuration', async (_, tenant) => {
    const key = { attribute: 'userName', key: 'ada', value: 'ada', scope: 'global' } as const
    const draft = { attributes: { userName: 'ada' }, keys: [{ ...key, key: crypto.randomUUID() }], provenance }
    const made = store.transaction(tenant, (unit) => unit.insert(user, draft))
    await expect(made).rejects.toMatchObject({ code: 'CONFIGURATION', message: expect.not.stringContaining(tenant) })
    // Nothing is left behind: the value is free.
    await store.transaction(crypto.randomUUID(), (unit) => unit.insert(user, draft))
  })

  it('that a client makes as hard as it can is answered below 500', async () => {
    const authenticate = bearerTokens([{ tenant: crypto.randomUUID(), token: 's3cret' }])
    const handler = createScimHandler({ store, authenticate })
    const send = async (method: string, url: string, body: string) => {
      const headers = { authorization: 'Bearer s3cret' }
      const baseUrl = 'https://app.example.com/scim/v2'
      return (await handler({ method, url, baseUrl, headers, readBody: async () => body })).status
    }
    const schemas = JSON.stringify([userResourceType.schema.id])
    const values = [
      '"\\u0000"',
      '"\\ud800"',
      '1e400',
      '-0',
      '1e21',
      JSON.stringify('\u4e00\u{1f600}\u0001'.repeat(20_000)),
    ]
    for (const value of values) {
      const user = `{"schemas":${schemas},"userName":"ada","nickName":${value},"externalId":${value},"emails":[{"value":${value}}]}`
      expect(await send('POST', '/Users', user), value).toBeLessThan(500)
      const group = `{"schemas":["${groupResourceType.schema.id}"],"displayName":${value},"members":[{"value":${value}}]}`
      expect(await send('POST', '/Groups', group), value).toBeLessThan(500)
      for (const path of ['userName', 'externalId', 'emails.value', 'groups.value', 'meta.created', 'active', 'id']) {
        const filter = JSON.stringify(`${path} ge ${value} or ${path} eq ${value}`)
        const search = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":${filter}}`
        expect(await send('POST', '/Users/.search', search), `${path} ${value}`).toBeLessThan(500)
      }
      const paged = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"startIndex":${value},"count":${value}}`
      expect(await send('POST', '/Users/.search', paged), value).toBeLessThan(500)
    }
  })
})
