import { inspect } from 'node:util'
import { createScimHandler, type OperationEvent, type ScimEvent } from '@scimkit/core'
import { expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { bulkRequestUrn } from './bulk-request.ts'
import { openClient, userUrn } from './client.ts'

it.each([
  ['active', false, 'deactivated'],
  ['active', true, 'activated'],
  ['title', 'Admiral', 'updated'],
  ['title', 'Engineer', 'unchanged'],
] as const)('a PATCH that sets %s to %j has the effect %s', async (path, value, effect) => {
  const client = openClient()
  const user = await client.user({ title: 'Engineer', active: path !== 'active' || !value })
  expect((await client.patch(user.path, [{ op: 'replace', path, value }])).event).toMatchObject({ effect })
})

it('creating and deleting have theirs; reading and what is refused have none', async () => {
  const client = openClient()
  const effectOf = ({ event }: { readonly event: OperationEvent }) => event.effect
  const body = { schemas: [userUrn], userName: 'ada' }
  const created = await client.post('/Users', body)
  const path = `/Users/${created.body.id}`
  expect(effectOf(created)).toBe('created')
  expect(effectOf(await client.post('/Users', body))).toBeUndefined()
  expect(effectOf(await client.get(path))).toBeUndefined()
  expect(effectOf(await client.delete(path))).toBe('deleted')
})

it('what was thrown is there for who names it, and in nothing that is made of the event as a whole', async () => {
  const thrown = Object.assign(new Error('duplicate key'), { detail: 'Key (email)=(ada@example.com) already exists.' })
  const store = { ...createMemoryStore(), transaction: () => Promise.reject(thrown) }
  const client = openClient({ store })
  const Operations = [{ method: 'POST', path: '/Users', bulkId: '1', data: { schemas: [userUrn], userName: 'ada' } }]
  const alone = await client.post('/Users', { schemas: [userUrn], userName: 'ada' })
  const bulk = await client.post('/Bulk', { schemas: [bulkRequestUrn], Operations })
  expect([alone.event.cause, bulk.event.operations?.[0]?.cause]).toEqual([thrown, thrown])
  for (const { event } of [alone, bulk]) {
    for (const told of [JSON.stringify(event), inspect(event, { depth: 9 }), inspect({ ...event }, { depth: 9 })]) {
      expect(told).toContain('INTERNAL')
      expect(told).not.toContain('duplicate key')
      expect(told).not.toContain('ada@')
    }
  }
})

it('an event comes with the request, whose headers tell which one it was', async () => {
  const told: unknown[] = []
  const handler = createScimHandler({
    store: createMemoryStore(),
    authenticate: ({ headers }) => ({ tenant: String(headers.tenant) }),
    onEvent: ({ tenant, status }, { headers }) => told.push([tenant, status, headers['x-request-id']]),
  })
  const get = (url: string, headers: Readonly<Record<string, string>>) =>
    handler({ method: 'GET', url, baseUrl: 'https://localhost', headers, readBody: async () => '' })
  await get('/Users', { tenant: 'acme', 'x-request-id': 'one' })
  await get('/Nowhere', { tenant: 'acme', 'x-request-id': 'two' })
  expect(told).toEqual([
    ['acme', 200, 'one'],
    [undefined, 404, 'two'],
  ])
})

it.each([
  () => {
    throw new Error('on purpose')
  },
  async () => {
    throw new Error('on purpose')
  },
])('a listener that fails changes no answer, and its rejection is taken', async (fail: (event: ScimEvent) => void) => {
  const told: ScimEvent[] = []
  const handler = createScimHandler({
    store: createMemoryStore(),
    authenticate: () => ({ tenant: 'acme' }),
    onEvent: (event) => {
      told.push(event)
      return fail(event)
    },
  })
  const readBody = async () => JSON.stringify({ schemas: [userUrn], userName: 'ada' })
  const answer = await handler({ method: 'POST', url: '/Users', baseUrl: 'https://localhost', headers: {}, readBody })
  expect(answer.status).toBe(201)
  expect(told).toHaveLength(1)
})
