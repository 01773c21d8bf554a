import { verifies } from '@scimkit/contract-tests/verifies'
import { bearerTokens, ScimError, userResourceType } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { type Client, error, openClient, userUrn } from '../protocol/client.ts'
import { widget } from '../protocol/widget.ts'

describe('Access', () => {
  verifies('S7644-2-06', 'a password in the header opens nothing', async () => {
    const basic = { authorization: `Basic ${btoa('ada:acme')}` }
    expect(await openClient().get('/Users', basic)).toMatchObject(error(401))
  })

  verifies('S7644-2.2-01', 'nobody comes in without credentials', async () => {
    for (const url of ['/Users', '/Schemas', '/Me'])
      expect(await openClient().get(url, { authorization: '' }), url).toMatchObject(error(401))
    const { status } = await openClient().post('/Users', { schemas: [userUrn], userName: 'x' }, { authorization: '' })
    expect(status).toBe(401)
  })

  verifies('S7644-2.1-02', 'what the host’s own verifier finds wrong with a token is 401, in its words', async () => {
    const client = openClient({
      authenticate: ({ headers }) => {
        const [, audience] = String(headers.authorization).split(' ')
        if (audience !== 'scim')
          throw new ScimError('CREDENTIALS_INVALID', { reason: 'the token is for somebody else' })
        return { tenant: 'acme' }
      },
    })
    const refused = await client.get('/Users', { authorization: 'Bearer billing' })
    expect(refused).toMatchObject(error(401))
    expect(refused.body.detail).toContain('the token is for somebody else')
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"')
    expect((await client.get('/Users', { authorization: 'Bearer scim' })).status).toBe(200)
  })

  verifies(
    'S7644-7.3-01',
    'a token is looked at again for every request, so one that is withdrawn or used up ends at once',
    async () => {
      const left = new Map([['once', 1]])
      const client = openClient({
        authenticate: ({ headers }) => {
          const token = String(headers.authorization)
          const uses = left.get(token) ?? 0
          if (uses === 0) throw new ScimError('CREDENTIALS_INVALID', { reason: 'it was used before' })
          left.set(token, uses - 1)
          return { tenant: 'acme' }
        },
      })
      expect((await client.get('/Users', { authorization: 'once' })).status).toBe(200)
      expect(await client.get('/Users', { authorization: 'once' })).toMatchObject(error(401))
    },
  )

  verifies('S7644-7.4-04', 'no answer sets a cookie', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answers = [
      await client.get(path),
      await client.get('/Users'),
      await client.patch(path, [{ op: 'replace', path: 'title', value: 't' }]),
      await client.get('/Users', { authorization: '' }),
      await client.delete(path),
    ]
    for (const { headers } of answers) expect(Object.keys(headers)).not.toContain('set-cookie')
  })

  verifies('S7644-7.6-01', 'a stranger the host lets in can be slowed down', async () => {
    let made = 0
    const client = openClient({
      authenticate: ({ headers }) => ({ tenant: 'acme', client: headers.authorization ? 'known' : 'stranger' }),
      limitRate: (principal, { method }) => {
        if (principal.client !== 'stranger' || method !== 'POST') return undefined
        made += 1
        return made > 1 ? 60 : undefined
      },
    })
    const join = (userName: string) =>
      client.post('/Users', { schemas: [userUrn], userName, active: false }, { authorization: '' })
    expect((await join('a')).status).toBe(201)
    const second = await join('b')
    expect(second).toMatchObject(error(429))
    expect(second.headers['retry-after']).toBe('60')
    expect((await client.post('/Users', { schemas: [userUrn], userName: 'c' })).status).toBe(201)
  })

  verifies(
    'S7644-6.1-01',
    'the credentials name the tenant; a header, a path or a host name of the client’s does not',
    async () => {
      const client = openClient()
      const { path } = await client.user()
      for (const headers of [{ 'x-tenant': 'acme' }, { host: 'acme.example.com' }, { 'x-forwarded-host': 'acme' }]) {
        expect(await client.get(path, { authorization: 'Bearer globex', ...headers })).toMatchObject(error(404))
      }
    },
  )

  verifies('S7644-6.1-01', 'a host that takes the tenant from the URL refuses a token of another', async () => {
    const tokens = bearerTokens([{ tenant: 'acme', token: 'acme' }])
    const client = openClient({
      authenticate: async (request) => {
        const principal = await tokens(request)
        // The fixture's base URL is that of another tenant's place.
        if (!request.baseUrl.includes(`/${principal.tenant}/`))
          throw new ScimError('FORBIDDEN', { need: 'a token of this tenant' })
        return principal
      },
    })
    expect(await client.get('/Users')).toMatchObject(error(403))
  })

  verifies('S7644-6-02', 'what a tenant alone has appears for that tenant alone', async () => {
    const store = createMemoryStore()
    const plain = openClient({ store, resourceTypes: [userResourceType] })
    const rich = openClient({ store, resourceTypes: [userResourceType, widget] })
    const seen = async (client: Client) => (await client.get(`/Schemas/${widget.schema.id}`)).status
    expect([await seen(plain), await seen(rich)]).toEqual([404, 200])
    expect([(await plain.get('/Widgets')).status, (await rich.get('/Widgets')).status]).toEqual([404, 200])
  })
})
