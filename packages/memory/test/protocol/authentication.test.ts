import { createHash } from 'node:crypto'
import { type BearerToken, bearerTokens, ScimError } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryLog, createMemoryStore } from '../../src/index.ts'
import { error, openClient, patchUrn, userUrn } from './client.ts'

const reading = { authorization: 'Bearer reader' }
const patchBody = { schemas: [patchUrn], Operations: [{ op: 'add', path: 'title', value: 't' }] }

describe('Credentials', () => {
  it('S7644-2-01, S7644-2-04: without them 401 says what to send', async () => {
    for (const authorization of ['', '   ']) {
      const answer = await openClient().get('/Users', { authorization })
      expect(answer).toMatchObject({ ...error(401), headers: { 'www-authenticate': 'Bearer realm="scim"' } })
      expect(answer.event).toMatchObject({ errorCode: 'CREDENTIALS_MISSING', tenant: undefined })
    }
  })

  it.each([
    'Bearer nope',
    'Bearer',
    'Bearer ',
    'Basic YWNtZQ==',
    'acme',
    'Bearer Bearer acme',
    'Bearer acme x',
    'Bearer ACME',
  ])('S7644-2-04, S7644-2-05: %j is refused', async (authorization) => {
    const answer = await openClient().get('/Users', { authorization })
    expect(answer).toMatchObject(error(401))
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
    expect(answer.text).not.toContain('acme')
  })

  it.each(['bearer acme', 'BEARER acme', 'Bearer   acme', '  Bearer acme  '])(
    'S7644-2-01: %j is accepted',
    async (authorization) => {
      expect((await openClient().get('/Users', { authorization })).status).toBe(200)
    },
  )

  it('S7644-2-04: without credentials nobody learns what there is', async () => {
    const client = openClient()
    const { path } = await client.user()
    const ask = async (url: string) => (await client.get(url, { authorization: '' })).text
    expect(await ask(path)).toBe(await ask('/Users/nope'))
  })

  it('the host is handed the principal it gave, and no digest of the token', async () => {
    const principals: unknown[] = []
    const client = openClient({
      authenticate: bearerTokens([{ tenant: 'acme', token: 'acme', client: 'okta' }]),
      authorize: (principal) => principals.push(principal) > 0,
    })
    await client.get('/Users')
    expect(principals).toEqual([{ tenant: 'acme', client: 'okta' }])
  })

  it('S7644-7.4-03: an expired token is refused', async () => {
    const authenticate = bearerTokens([
      { tenant: 'a', token: 'old', expires: new Date(Date.now() - 1) },
      { tenant: 'a', token: 'new', expires: new Date(Date.now() + 60_000) },
    ])
    const client = openClient({ authenticate })
    const old = await client.get('/Users', { authorization: 'Bearer old' })
    expect(old).toMatchObject(error(401))
    expect(old.body.detail).toContain('expired')
    expect((await client.get('/Users', { authorization: 'Bearer new' })).status).toBe(200)
  })

  it('S7644-7.4-01: a token may be kept as its digest alone', async () => {
    const sha256 = createHash('sha256').update('secret').digest('hex')
    const client = openClient({ authenticate: bearerTokens([{ tenant: 'a', sha256: sha256.toUpperCase() }]) })
    expect((await client.get('/Users', { authorization: 'Bearer secret' })).status).toBe(200)
    expect((await client.get('/Users', { authorization: `Bearer ${sha256}` })).status).toBe(401)
  })

  it('S7644-7.4-05: a token in the URL is none', async () => {
    expect(await openClient().get('/Users?access_token=acme', { authorization: '' })).toMatchObject(error(401))
  })

  it('S7644-2.1-01, S7644-2-02: a token for reading writes nothing', async () => {
    const store = createMemoryStore()
    const { path } = await openClient({ store }).user()
    const client = openClient({
      store,
      authenticate: bearerTokens([{ tenant: 'acme', token: 'reader', client: 'okta', scopes: ['read'] }]),
    })
    const before = await client.get(path, reading)
    for (const [method, url, body] of [
      ['POST', '/Users', { schemas: [userUrn], userName: 'b' }],
      ['PUT', path, { userName: 'b' }],
      ['PATCH', path, patchBody],
      ['DELETE', path, undefined],
      ['POST', '/Bulk', {}],
    ] as const) {
      const answer = await client.request(method, url, body, reading)
      expect(answer).toMatchObject({ ...error(403), event: { client: 'okta', errorCode: 'FORBIDDEN' } })
      expect(answer.body).not.toHaveProperty('scimType')
    }
    expect((await client.get(path, reading)).text).toBe(before.text)
    for (const url of ['/Users', '/', '/Schemas', '/ResourceTypes/User', '/ServiceProviderConfig'])
      expect((await client.get(url, reading)).status).toBe(200)
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] }
    expect((await client.post('/.search', search, reading)).status).toBe(200)
  })

  it('S7644-2.1-01: a token for writing alone reads nothing', async () => {
    const authenticate = bearerTokens([{ tenant: 'acme', token: 'reader', scopes: ['write'] }])
    expect(await openClient({ authenticate }).get('/Users', reading)).toMatchObject(error(403))
  })

  it('S7644-7-01: a client may be told to come later', async () => {
    const client = openClient({ limitRate: async (principal) => (principal.tenant === 'acme' ? 7 : undefined) })
    expect(await client.get('/Users')).toMatchObject({ ...error(429), headers: { 'retry-after': '7' } })
    expect((await client.get('/Users', { authorization: 'Bearer globex' })).status).toBe(200)
  })

  it('S7644-3.12-05: a hook that breaks is our fault, not the client’s', async () => {
    const authenticate = () => {
      throw new Error('ldap://secret')
    }
    const answer = await openClient({ authenticate }).get('/Users')
    expect(answer).toMatchObject(error(500))
    expect(answer.text).not.toContain('secret')
  })

  it.each([
    ['a store that is away', new ScimError('STORE_UNAVAILABLE', { retryAfter: 5 }), 503],
    ['anything', new Error('nobody knows'), 500],
  ])('asking for them is not done again, where a log is kept, after %s', async (_, problem, status) => {
    let asked = 0
    const authenticate = () => {
      asked += 1
      throw problem
    }
    const client = openClient({ authenticate, log: createMemoryLog() })
    expect((await client.get('/Users')).status).toBe(status)
    expect(asked).toBe(1)
  })

  it('F-3: known ones that are no longer good are told with whose they are', async () => {
    const authenticate = () => {
      throw new ScimError('CREDENTIALS_INVALID', { reason: 'the token was revoked', tenant: 'acme', client: 'okta' })
    }
    const { event, text } = await openClient({ authenticate }).get('/Users')
    expect(event).toMatchObject({ errorCode: 'CREDENTIALS_INVALID', tenant: 'acme', client: 'okta' })
    expect(text).not.toMatch(/acme|okta/)
  })

  it('a digest that is none stops the start', () => {
    expect(() => bearerTokens([{ tenant: 'a', sha256: 'xyz' }])).toThrow('64 hexadecimal digits')
  })

  it.each([
    ['no token', { tenant: 'a', token: '' }, /^bearerTokens\.token: it must be a string that is not empty/],
    ['no tenant', { tenant: '', token: 't' }, /^bearerTokens: tenant must be a string of 1 to 200/],
    [
      'an end that is no time',
      { tenant: 'a', token: 't', expires: new Date('') },
      /^bearerTokens: expires must be a Date/,
    ],
    [
      'an end that is a text',
      { tenant: 'a', token: 't', expires: '2030-01-01' },
      /^bearerTokens: expires must be a Date/,
    ],
    ['a scope that is a text', { tenant: 'a', token: 't', scopes: 'read' }, /^bearerTokens: scopes must be an array/],
  ])('an entry with %s stops the start', (_, entry, message) => {
    // As no compiler has seen it.
    const start = () => bearerTokens([entry as never])
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringMatching(message) }))
  })

  it('one token for two tenants stops the start, also when one of them is given as its digest', () => {
    const sha256 = createHash('sha256').update('t').digest('hex').toUpperCase()
    for (const other of [{ token: 't' }, { sha256 }])
      expect(() => bearerTokens([{ tenant: 'a', token: 't' }, { tenant: 'b', ...other } as BearerToken])).toThrow(
        expect.objectContaining({
          code: 'CONFIGURATION',
          message: expect.stringContaining('of entry 2 is that of an earlier'),
        }),
      )
  })

  it.each([
    ['nothing', undefined, 'there must be a principal'],
    ['null', null, 'there must be a principal'],
    ['a text', 'acme', 'there must be a principal'],
    ['no tenant', { client: 'okta' }, 'tenant must be'],
    ['an empty tenant', { tenant: '' }, 'tenant must be'],
    ['a tenant that is a number', { tenant: 7 }, 'tenant must be'],
    ['scopes as a claim has them', { tenant: 'a', scopes: 'overwrite nothing' }, 'scopes must be'],
    ['a scope there is none of', { tenant: 'a', scopes: ['read', 'admin'] }, 'scopes must be'],
    ['an end that is no Date', { tenant: 'a', expires: 1_900_000_000 }, 'expires must be'],
    ['an end that is no time', { tenant: 'a', expires: new Date('soon') }, 'expires must be'],
    ['a user that is a number', { tenant: 'a', userId: 5 }, 'userId must be'],
    ['a client that is an object', { tenant: 'a', client: {} }, 'client must be'],
  ])('S7644-2-04: a hook that answers %s lets nobody in, and is told apart', async (_, principal, problem) => {
    // As no compiler has seen it.
    for (const authenticate of [() => principal as never, async () => principal as never]) {
      const { event, ...answer } = await openClient({ authenticate }).post('/Users', { userName: 'ada' })
      expect(answer).toMatchObject(error(500))
      expect(event).toMatchObject({ errorCode: 'CONFIGURATION', status: 500 })
      expect(event.cause).toMatchObject({ message: expect.stringContaining(`authenticate: ${problem}`) })
    }
  })

  it('S7644-7.4-03: credentials that have ended let nobody in, whoever has looked at them', async () => {
    const log = createMemoryLog()
    const ended = { tenant: 'acme', client: 'okta', expires: new Date(Date.now() - 1) }
    for (const authenticate of [() => ended, async () => ended]) {
      const answer = await openClient({ authenticate, log }).get('/Users')
      expect(answer).toMatchObject({ ...error(401), event: { errorCode: 'CREDENTIALS_INVALID' } })
      expect(answer.body.detail).toContain('they have expired')
    }
    expect(await log.count('acme', { code: 'CREDENTIALS_INVALID' })).toBe(2)
    const later = { ...ended, expires: new Date(Date.now() + 60_000) }
    expect((await openClient({ authenticate: () => later }).get('/Users')).status).toBe(200)
  })

  it('an event says who asked for what, and holds no values', async () => {
    const client = openClient()
    const { id } = await client.user({ title: 'Countess' })
    expect(client.events).toMatchObject([
      {
        method: 'POST',
        operation: 'create',
        tenant: 'acme',
        resourceType: 'User',
        resourceId: id,
        status: 201,
        outcome: 'success',
        errorCode: undefined,
        normalisations: {},
      },
    ])
    expect(JSON.stringify(client.events)).not.toMatch(/ada@|Countess/)
    const failed = await client.get('/Users/nope')
    expect(failed.event).toMatchObject({ operation: 'read', resourceId: undefined, outcome: 'failure', status: 404 })
  })
})
