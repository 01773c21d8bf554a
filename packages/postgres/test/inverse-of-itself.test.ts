import { bearerTokens, createScimHandler, defineResourceType, type Store } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { createPostgresStore } from '@scimkit/postgres'
import { describe, expect, it } from 'vitest'
import { openFreshDatabase } from './open-fresh-database.ts'

const value = { name: 'value', caseExact: true }
const many = { type: 'complex', multiValued: true } as const
const thing = defineResourceType({
  name: 'Thing',
  schema: {
    id: 'urn:example:Thing',
    name: 'Thing',
    attributes: [
      { name: 'label' },
      { name: 'links', ...many, subAttributes: [value] },
      { name: 'linkedBy', ...many, mutability: 'readOnly', subAttributes: [value, { name: 'type' }] },
    ],
  },
  relations: [{ attribute: 'links', inverse: { resourceType: 'Thing', attribute: 'linkedBy' } }],
})

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => createMemoryStore()],
  ['PostgreSQL', async () => createPostgresStore(await openFreshDatabase())],
]

function clientOf(store: Store) {
  const authenticate = bearerTokens([{ tenant: 'acme', token: 't' }])
  const handler = createScimHandler({ store, authenticate, resourceTypes: [thing] })
  return async (method: string, url: string, body?: object) => {
    const headers = { authorization: 'Bearer t' }
    const answer = await handler({
      method,
      url,
      baseUrl: 'http://a',
      headers,
      readBody: async () => JSON.stringify(body),
    })
    return JSON.parse(answer.body ?? '{}')
  }
}

describe.each(stores)('in %s, what can hold its own kind', (_, open) => {
  it('is not told among what holds it, and not found by it either', async () => {
    const store = await open()
    const send = clientOf(store)
    const add = async (label: string): Promise<string> => (await send('POST', '/Things', { label })).id
    const [a, b, c] = [await add('a'), await add('b'), await add('c')]
    const link = (from: string, to: string) =>
      send('PATCH', `/Things/${from}`, { Operations: [{ op: 'add', path: 'links', value: [{ value: to }] }] })
    await link(a, b)
    await link(b, a)
    await link(c, c)
    const shown = async (id: string) => (await send('GET', `/Things/${id}`)).linkedBy
    expect([await shown(a), await shown(c)]).toEqual([[{ value: b, type: 'direct' }], undefined])
    const foundBy = async (filter: string) =>
      (await send('GET', `/Things?filter=${encodeURIComponent(filter)}`)).Resources?.map(Object) ?? []
    const labels = async (filter: string) => (await foundBy(filter)).map(({ label }: { label: string }) => label)
    for (const form of [(id: string) => `linkedBy.value eq "${id}"`, (id: string) => `linkedBy[value eq "${id}"]`]) {
      expect(await labels(form(a))).toEqual(['b'])
      expect(await labels(form(c))).toEqual([])
    }
    await store.close()
  })
})
