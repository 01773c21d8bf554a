import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningServer } from '../src/start-server.ts'
import { startOnFreePort } from './start-on-free-port.ts'

// What a framework could answer by itself, in its own words.
const requests = [
  ['a path that is not percent-encoded', 400, 'GET', '/Users/%zz'],
  ['a query that is not percent-encoded', 400, 'GET', '/Users?filter=%zz'],
  ['an id as long as a path may be', 404, 'GET', `/Users/${'x'.repeat(4000)}`],
  ['an unknown endpoint', 404, 'GET', '/Nothing'],
  ['a method there is not', 405, 'OPTIONS', '/Users'],
  ['malformed JSON', 400, 'POST', '/Users'],
] as const

describe.each(['fastify', 'express', 'koa'] as const)('on %s', (adapter) => {
  let server: RunningServer

  beforeAll(async () => {
    const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
    server = await startOnFreePort({ adapter, dialect: 'tolerant', tokens })
  })
  afterAll(() => server.close())

  test.each(requests)('%s is answered by SCIM', async (_, status, method, path) => {
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
