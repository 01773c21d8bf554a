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
