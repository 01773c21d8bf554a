import { verifies } from '@scimkit/contract-tests/verifies'
import { createScimHandler, type ScimRequest } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { baseUrl, type Client, error, openClient, patchUrn, userUrn } from '../protocol/client.ts'

const title = (value: string) => ({ schemas: [patchUrn], Operations: [{ op: 'replace', path: 'title', value }] })

describe('HEAD', () => {
  it('is answered as GET is, without the body', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    const asked = [
      path,
      `${path}?attributes=userName`,
      '/Users',
      '/Schemas',
      '/ServiceProviderConfig',
      '/Users/nope',
      '/Nope',
    ]
    for (const url of asked) {
      const [head, get] = [await client.request('HEAD', url), await client.get(url)]
      expect([head.status, head.headers, head.text], url).toEqual([get.status, get.headers, undefined])
    }
    const unchanged = await client.request('HEAD', path, undefined, { 'if-none-match': etag })
    expect([unchanged.status, unchanged.text]).toEqual([304, undefined])
  })
})

describe('Conditions', () => {
  const stale = { 'if-match': 'W/"0"' }
  const methods: readonly (readonly [
    string,
    (client: Client, path: string, headers: object) => ReturnType<Client['get']>,
  ])[] = [
    ['GET', (client, path, headers) => client.get(path, { ...headers })],
    ['PUT', (client, path, headers) => client.put(path, { schemas: [], userName: 'b' }, { ...headers })],
    ['PATCH', (client, path, headers) => client.request('PATCH', path, title('t'), { ...headers })],
    ['DELETE', (client, path, headers) => client.delete(path, { ...headers })],
  ]
  for (const [method, send] of methods) {
    verifies('S7644-3.14-03', `a stale If-Match stops ${method}, a current one does not`, async () => {
      const client = openClient()
      const { path, etag } = await client.user()
      expect(await send(client, path, stale)).toMatchObject(error(412))
      expect((await client.get(path)).headers.etag).toBe(etag)
      expect((await send(client, path, { 'if-match': etag })).status).toBeLessThan(300)
    })
  }

  verifies('S7644-3.14-06', 'a resource that is not there is 404 whatever the condition', async () => {
    const client = openClient()
    for (const [method, send] of methods)
      expect(await send(client, '/Users/nope', stale), method).toMatchObject(error(404))
  })
})

describe('Headers that come more than once', () => {
  const handler = createScimHandler({ store: createMemoryStore(), authenticate: () => ({ tenant: 'acme' }) })
  const send = (method: string, url: string, headers: ScimRequest['headers']) =>
    handler({
      method,
      url,
      baseUrl,
      headers,
      readBody: async () => JSON.stringify({ schemas: [userUrn], userName: 'ada' }),
    })

  verifies('S7644-3.14-02', 'are one list of tags', async () => {
    const { headers } = await send('POST', '/Users', {})
    const etag = headers.etag ?? ''
    const url = (headers.location ?? '').slice(baseUrl.length)
    expect((await send('GET', url, { 'if-none-match': ['W/"other"', etag] })).status).toBe(304)
    expect((await send('GET', url, { 'if-none-match': ['W/"other"', 'W/"another"'] })).status).toBe(200)
    expect((await send('GET', url, { 'if-match': ['W/"other"', etag] })).status).toBe(200)
  })

  verifies('S7644-3.8-05', 'are one list of media types, the best of which counts', async () => {
    expect((await send('GET', '/Users', { accept: ['text/html', 'application/json;q=0.1'] })).status).toBe(200)
    expect((await send('GET', '/Users', { accept: ['text/html', 'application/*;q=0'] })).status).toBe(406)
    expect(
      (await send('GET', '/Users', { accept: ['*/*', 'application/json;q=0', 'application/scim+json;q=0'] })).status,
    ).toBe(406)
  })
})

describe('Prefer', () => {
  const change = [{ op: 'replace', path: 'displayName', value: 'New' }]

  verifies('S7644-3.5.2-14', 'PATCH answers with as much as the client prefers', async () => {
    const client = openClient()
    const [user, group] = [await client.user(), await client.group()]
    for (const { path } of [user, group]) {
      const minimal = await client.patch(path, change, { prefer: 'return=minimal' })
      expect([minimal.status, minimal.text]).toEqual([204, undefined])
      expect(minimal.headers).toMatchObject({ 'preference-applied': 'return=minimal', etag: expect.any(String) })
      const full = await client.patch(path, change, { prefer: 'respond-async, RETURN="representation"; x=1' })
      expect([full.status, full.body]).toEqual([200, (await client.get(path)).body])
      expect(full.headers['preference-applied']).toBe('return=representation')
    }
  })

  verifies('S7644-3.5.2-15', 'attributes that are asked for come before any preference', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await client.patch(`${path}?attributes=displayName`, change, { prefer: 'return=minimal' })
    expect([answer.status, answer.body.displayName]).toEqual([200, 'New'])
    expect(answer.headers).not.toHaveProperty('preference-applied')
  })

  it.each(['', 'return', 'return=', 'return=nothing', 'wait=10', 'xreturn=minimal', 'return=minimally'])(
    'ignores what it does not know: %j',
    async (prefer) => {
      const client = openClient()
      const { path } = await client.user()
      const answer = await client.patch(path, change, { prefer })
      expect(answer.status).toBe(200)
      expect(answer.headers).not.toHaveProperty('preference-applied')
    },
  )

  it('leaves the answers alone that RFC 7644 fixes', async () => {
    const client = openClient()
    const { path } = await client.user()
    const { body } = await client.get(path)
    expect(await client.put(path, body, { prefer: 'return=minimal' })).toMatchObject({ status: 200, body })
  })
})
