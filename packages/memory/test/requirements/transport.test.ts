import { verifies } from '@scimkit/contract-tests/verifies'
import { bearerTokens, createScimHandler, type ScimEvent } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'

/** Asks a handler that wants TLS, reached at a base URL. */
async function ask(baseUrl: string, url = '/Users', requireTls = true) {
  const looked: string[] = []
  const events: ScimEvent[] = []
  const tokens = bearerTokens([{ tenant: 'acme', token: 'acme' }])
  const handler = createScimHandler({
    store: createMemoryStore(),
    requireTls,
    authenticate: (request) => {
      looked.push(request.url)
      return tokens(request)
    },
    onEvent: (event) => events.push(event),
  })
  const headers = { authorization: 'Bearer acme' }
  const { status, body = '' } = await handler({ method: 'GET', url, baseUrl, headers, readBody: async () => '' })
  return { status, body, looked, events }
}

describe('TLS', () => {
  verifies(['S7644-7.2-01', 'S7644-7.4-02'], 'plain http is refused before a token is looked at', async () => {
    for (const url of ['/Users', '/ServiceProviderConfig', '/Me']) {
      const { status, body, looked, events } = await ask('http://app.example.com/scim/v2', url)
      expect([status, JSON.parse(body).status, looked]).toEqual([403, '403', []])
      expect(events).toMatchObject([{ errorCode: 'TLS_REQUIRED', tenant: undefined }])
    }
  })

  verifies('S7644-7.2-01', 'https is served, and every link is https', async () => {
    const { status, body } = await ask('https://app.example.com/scim/v2', '/ResourceTypes')
    expect(status).toBe(200)
    expect(body).toContain('"https://app.example.com/scim/v2/ResourceTypes/User"')
    expect(body).not.toContain('http://app')
  })

  it('is told by the scheme in whatever case a proxy names it, and links have it in lower case', async () => {
    const { status, body } = await ask('HTTPS://app.example.com/scim/v2', '/ResourceTypes')
    expect(status).toBe(200)
    expect(body).toContain('"https://app.example.com/scim/v2/ResourceTypes/User"')
    expect((await ask('HTTP://app.example.com/scim/v2')).status).toBe(403)
  })

  it.each([
    '://app.example.com/scim/v2',
    'javascript://app.example.com/scim/v2',
    'https://x/?://app.example.com/scim/v2',
    'https://x/a://app.example.com/scim/v2',
    'https, http://app.example.com/scim/v2',
  ])('%s, as a forwarded scheme makes it, begins no link and is no TLS', async (baseUrl) => {
    for (const requireTls of [true, false]) {
      const { status, events, looked } = await ask(baseUrl, '/Users', requireTls)
      expect([status, looked]).toEqual([400, []])
      expect(events).toMatchObject([{ errorCode: 'HOST_INVALID' }])
    }
  })

  it('is the host’s to ask for', async () => {
    expect((await ask('http://127.0.0.1:3000/scim/v2', '/Users', false)).status).toBe(200)
  })
})
