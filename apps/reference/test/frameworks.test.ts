import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningServer } from '../src/start-server.ts'
import { startOnFreePort } from './start-on-free-port.ts'

// What a framework could answer by itself, in its own words.
const requests = [
  { what: 'a path that is not percent-encoded', method: 'GET', path: '/Users/%zz', status: 400 },
  { what: 'a query that is not percent-encoded', method: 'GET', path: '/Users?filter=%zz', status: 400 },
  { what: 'an id as long as a path may be', method: 'GET', path: `/Users/${'x'.repeat(4000)}`, status: 404 },
  { what: 'an unknown endpoint', method: 'GET', path: '/Nothing', status: 404 },
  { what: 'a method there is not', method: 'OPTIONS', path: '/Users', status: 405 },
  { what: 'malformed JSON', method: 'POST', path: '/Users', status: 400 },
] as const

describe.each(['fastify', 'express', 'koa'] as const)('on %s', (adapter) => {
  let server: RunningServer

  beforeAll(async () => {
    const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
    server = await startOnFreePort({ adapter, dialect: 'tolerant', tokens })
  })
  afterAll(() => server.close())

  test('what goes past SCIM is answered by SCIM too, whatever its body is', async () => {
    const { origin } = new URL(server.baseUrl)
    for (const type of ['application/json', 'foo']) {
      const response = await fetch(`${origin}/Users`, { method: 'POST', headers: { 'content-type': type }, body: '{' })
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/\[SCIM\d+]$/) })
    }
  })

  test.each(requests)('$what is answered by SCIM', async ({ method, path, status }) => {
    const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
    const body = method === 'POST' ? '{' : null
    const response = await fetch(`${server.baseUrl}${path}`, { method, headers, body })
    expect(response.headers.get('content-type')).toBe('application/scim+json')
    expect(await response.json()).toMatchObject({
      status: String(status),
      detail: expect.stringMatching(/\[SCIM\d+]$/),
    })
    expect(response.status).toBe(status)
  })
})

const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'scim.example.com' }

describe.each(['fastify', 'express', 'koa'] as const)('behind a proxy, on %s', (adapter) => {
  const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
  const headers = { ...forwarded, authorization: 'Bearer s3cret' }

  /** What the base URL is by the location of a user, and by the answer to what goes past SCIM. */
  async function told(trustProxy: boolean): Promise<{ readonly real: string; readonly said: readonly unknown[] }> {
    const server = await startOnFreePort({ adapter, trustProxy, tokens })
    try {
      const { headers: answered } = await fetch(`${server.baseUrl}/Users`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/scim+json' },
        body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada' }),
      })
      const elsewhere = await fetch(new URL('/Users', server.baseUrl), { headers })
      const [, base] = /The base URL is (\S+);/.exec(await elsewhere.text()) ?? []
      return { real: server.baseUrl, said: [answered.get('location')?.replace(/\/Users\/[^/]+$/, ''), base] }
    } finally {
      await server.close()
    }
  }

  test('what it says of itself is believed where the server is told to', async () => {
    expect((await told(true)).said).toEqual(Array(2).fill('https://scim.example.com/scim/v2'))
  })

  test('what anybody may send counts for nothing otherwise', async () => {
    const { real, said } = await told(false)
    expect(said).toEqual([real, real])
  })
})
