import { createHash } from 'node:crypto'
import { verifies } from '@scimkit/contract-tests/verifies'
import {
  bearerTokens,
  createDirectory,
  createScimHandler,
  type Policy,
  rfcProfile,
  ScimError,
  type ScimHandlerOptions,
  storedTokens,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore, createMemoryTokens } from '../../src/index.ts'
import { type Client, error, openClient, userUrn } from '../protocol/client.ts'
import { widget } from '../protocol/widget.ts'

/** A server with the tokens that are issued for it. */
function issuing({ profile = rfcProfile, now = Date.now }: { profile?: Policy; now?: () => number } = {}) {
  const [store, tokens] = [createMemoryStore(), createMemoryTokens()]
  const directory = createDirectory({ store, tokens, profile, now })
  const issue = (tenant = 'acme') => directory.issueToken(tenant, { name: 'Okta' })
  return { store, tokens, issue, client: openClient({ store, authenticate: storedTokens(tokens) }) }
}

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

  verifies('S7644-2-04', 'what the host’s own verifier finds wrong with a token is 401, in its words', async () => {
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
    'S7644-2-05',
    'a token that nobody has signed opens nothing, and nobody can leave the credentials out',
    async () => {
      const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
      const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: 'acme', tenant: 'acme', aud: 'scim' })}.`
      for (const client of [openClient(), issuing().client])
        expect(await client.get('/Users', { authorization: `Bearer ${unsigned}` })).toMatchObject(error(401))
      // Sound: where no compiler checks, the option may be missing.
      const withoutCredentials = { store: createMemoryStore() } as ScimHandlerOptions
      expect(() => createScimHandler(withoutCredentials)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    },
  )

  verifies('S7644-7.4-01', 'an issued token is of 256 random bits, and its digest alone is kept', async () => {
    const { tokens, issue } = issuing()
    const issued = await Promise.all(Array.from({ length: 200 }, () => issue()))
    const bytes = issued.map(({ token }) => Buffer.from(token, 'base64url'))
    expect(bytes.every(({ length }) => length === 32)).toBe(true)
    const bits = bytes.map((each) => [...each].flatMap((byte) => [...byte.toString(2).padStart(8, '0')]))
    // A bit that is the same in 200 tokens is not random: by chance there is one in 2^191 runs.
    for (let place = 0; place < 256; place += 1)
      expect(new Set(bits.map((each) => each[place])).size, `${place}`).toBe(2)
    const kept = JSON.stringify(await tokens.list('acme'))
    for (const { token } of issued) expect(kept).not.toContain(token)
    expect(kept).toContain(
      createHash('sha256')
        .update(issued[0]?.token ?? '')
        .digest('hex'),
    )
  })

  verifies(
    'S7644-7.3-01',
    'an issued token says nothing, is good for its tenant alone, and ends when it is withdrawn',
    async () => {
      const { store, tokens, client, issue } = issuing()
      const { path } = await openClient({ store }).user()
      const [first, second] = [await issue(), await issue('globex')]
      const ask = (token: string) => client.get(path, { authorization: `Bearer ${token}` })
      expect([(await ask(first.token)).status, (await ask(second.token)).status]).toEqual([200, 404])
      expect(first.token).not.toContain('.')
      await tokens.revoke('acme', first.id, new Date().toISOString())
      const replayed = await ask(first.token)
      expect(replayed).toMatchObject(error(401))
      expect(replayed.body.detail).toContain('revoked')
    },
  )

  verifies('S7644-7.4-03', 'an issued token ends by itself, at the latest when the profile says so', async () => {
    const tokens = { ...rfcProfile.tokens, maxAgeDays: 1 }
    const yesterday = Date.now() - 86_400_000
    const { client, issue } = issuing({ profile: { ...rfcProfile, tokens }, now: () => yesterday - 1 })
    const { token, expires } = await issue()
    expect(expires).toBe(new Date(yesterday - 1 + 86_400_000).toISOString())
    const late = await client.get('/Users', { authorization: `Bearer ${token}` })
    expect(late).toMatchObject(error(401))
    expect(late.body.detail).toContain('expired')
  })

  verifies('S7644-7.4-05', 'what stands in a URL, a token or what is looked for, is told to nobody', async () => {
    const client = openClient()
    const url = `/Users?access_token=acme&filter=${encodeURIComponent('userName eq "lovelace"')}`
    const refused = await client.get(url, { authorization: '' })
    expect(refused).toMatchObject(error(401))
    expect((await client.get(url)).status).toBe(200)
    expect(client.events.map(({ status }) => status)).toEqual([401, 200])
    expect(JSON.stringify([client.events, refused.text, refused.headers])).not.toMatch(/lovelace|access_token/)
  })

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

  verifies('S7644-7-01', 'a stranger the host lets in can be slowed down', async () => {
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

  it('a host that takes the tenant from the URL can refuse a token of another', async () => {
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

  it('what one handler has of schemas another one over the same store has not', async () => {
    const store = createMemoryStore()
    const plain = openClient({ store, resourceTypes: [userResourceType] })
    const rich = openClient({ store, resourceTypes: [userResourceType, widget] })
    const seen = async (client: Client) => (await client.get(`/Schemas/${widget.schema.id}`)).status
    expect([await seen(plain), await seen(rich)]).toEqual([404, 200])
    expect([(await plain.get('/Widgets')).status, (await rich.get('/Widgets')).status]).toEqual([404, 200])
  })
})
