import {
  bearerTokens,
  createScimHandler,
  type ElementStream,
  type RelationElement,
  ScimError,
  type ScimEvent,
  type ScimRequest,
  type ScimResponse,
  type Store,
  type StoredResource,
  type UnitOfWork,
} from '@scimkit/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { baseUrl, groupUrn, userUrn } from './client.ts'

let events: ScimEvent[]
let breakAt: number
let send: (method: string, url: string, request?: Partial<ScimRequest> & { body?: unknown }) => Promise<ScimResponse>
let group: string

beforeEach(async () => {
  breakAt = Number.POSITIVE_INFINITY
  const handler = createScimHandler({
    store: streaming(createMemoryStore()),
    authenticate: bearerTokens([{ tenant: 'acme', token: 'acme' }]),
    onEvent: (event) => events.push(event),
  })
  send = (method, url, { body, ...request } = {}) =>
    handler({
      method,
      url,
      baseUrl,
      headers: { authorization: 'Bearer acme' },
      readBody: async () => JSON.stringify(body) ?? '',
      takesStream: true,
      ...request,
    })
  const members = []
  for (const userName of ['ada', 'eve', 'bob'])
    members.push({ value: idOf(await send('POST', '/Users', { body: { schemas: [userUrn], userName } })) })
  group = idOf(await send('POST', '/Groups', { body: { schemas: [groupUrn], displayName: '"Team"', members } }))
  events = []
})

describe('A large relation', () => {
  it.each([
    ['a resource', () => `/Groups/${group}`],
    ['a narrow view of it', () => `/Groups/${group}?attributes=members.$ref,members.value`],
    ['a list', () => '/Groups'],
    ['the list of everything', () => '/'],
  ])('of %s makes the same text in pieces as it does whole', async (_, urlOf) => {
    const whole = await send('GET', urlOf(), { takesStream: false })
    const { body, stream, ...rest } = await send('GET', urlOf())
    expect(body).toBeUndefined()
    expect(rest).toMatchObject({ status: 200, headers: whole.headers })
    expect(await textOf(stream)).toBe(whole.body)
  })

  it('is streamed in the answer to a PUT', async () => {
    const { stream } = await send('PUT', `/Groups/${group}`, {
      body: { schemas: [groupUrn], displayName: 'Team', members: [] },
    })
    expect(JSON.parse(await textOf(stream))).toMatchObject({ displayName: 'Team', members: [] })
  })

  it.each(['HEAD', 'GET'])('is not begun by %s that shows nothing of it', async (method) => {
    breakAt = 0
    const headers = { authorization: 'Bearer acme', ...(method === 'GET' && { 'if-none-match': '*' }) }
    const { status, stream, body } = await send(method, `/Groups/${group}`, { headers })
    expect([status, stream, body]).toEqual([method === 'GET' ? 304 : 200, undefined, undefined])
    expect(events).toHaveLength(1)
  })

  it('that cannot begin to be read is answered with an error', async () => {
    breakAt = 0
    const { status, body, stream } = await send('GET', `/Groups/${group}`)
    expect([status, stream]).toEqual([503, undefined])
    expect(JSON.parse(body ?? '')).toMatchObject({ status: '503' })
    expect(events).toMatchObject([{ status: 503, outcome: 'failure', errorCode: 'STORE_UNAVAILABLE' }])
  })

  it('that breaks off has failed, and the event says so', async () => {
    breakAt = 2
    const { status, stream } = await send('GET', `/Groups/${group}`)
    expect([status, events]).toEqual([200, []])
    await expect(textOf(stream)).rejects.toThrow()
    expect(events).toMatchObject([{ status: 503, outcome: 'failure', errorCode: 'STORE_UNAVAILABLE' }])
  })

  it('has its event when it has been read, once', async () => {
    const { stream } = await send('GET', `/Groups/${group}`)
    expect(events).toEqual([])
    await textOf(stream)
    expect(events).toMatchObject([{ operation: 'read', status: 200, outcome: 'success' }])
  })

  it('has its event when its reader leaves', async () => {
    const { stream } = await send('GET', `/Groups/${group}`)
    for await (const _ of stream ?? []) break
    expect(events).toMatchObject([{ operation: 'read', status: 200, outcome: 'success' }])
  })
})

type ReadRelated = Parameters<UnitOfWork['readRelated']>

/** A store for which one element is too many. */
function streaming(store: Store): Store {
  const stream = (resource: StoredResource): StoredResource => {
    const { related: { members, ...related } = {}, ...rest } = resource
    return members === undefined ? resource : { ...rest, related, streamed: { members: oneByOne(members) } }
  }
  return {
    transaction: (tenant, work) =>
      store.transaction(tenant, (unit) => {
        const readRelated = unit.readRelated.bind(unit)
        return work(
          Object.assign(unit, { readRelated: async (...asked: ReadRelated) => stream(await readRelated(...asked)) }),
        )
      }),
    // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
    read: (tenant, resourceType, id, wanted) => store.read(tenant, resourceType, id, wanted),
    query: (tenant, query) => store.query(tenant, query),
    transfer: (resourceType, id, move) => store.transfer(resourceType, id, move),
    ready: () => store.ready(),
    close: () => store.close(),
    streamed: {
      // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
      read: async (tenant, resourceType, id, wanted) => {
        const found = await store.read(tenant, resourceType, id, wanted)
        return found && stream(found)
      },
      query: async (tenant, query) => {
        const page = await store.query(tenant, query)
        return { ...page, resources: page.resources.map(stream) }
      },
    },
  }
}

async function* oneByOne(elements: readonly RelationElement[]): ElementStream {
  for (const [index, element] of elements.entries()) {
    if (index >= breakAt) throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 1 })
    yield [element]
  }
  if (breakAt === 0) throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 1 })
}

async function textOf(stream: AsyncIterable<string> | undefined): Promise<string> {
  let text = ''
  for await (const piece of stream ?? []) text += piece
  return text
}

function idOf({ headers: { location = '' } }: ScimResponse): string {
  return location.slice(location.lastIndexOf('/') + 1)
}
