import { describe, expect, it } from 'vitest'
import { baseUrl, error, openClient, userUrn } from './client.ts'

const ada = { schemas: [userUrn], userName: 'ada' }

describe('Media types', () => {
  it.each([
    'application/scim+json',
    'application/json',
    '*/*',
    'application/*',
    '',
    'application/json; charset=utf-8',
    'text/html, application/json;q=0.1',
    'APPLICATION/SCIM+JSON',
    'application/scim+json;q=0, */*',
    'text/html;q=1, */*;q=0.001',
  ])('S7644-3.8-02, S7644-3.8-03, S7644-3.8-04: Accept %j gets application/scim+json', async (accept) => {
    const { status, headers } = await openClient().get('/Users', { accept })
    expect([status, headers['content-type']]).toEqual([200, 'application/scim+json'])
  })

  it.each([
    'text/html',
    'application/xml',
    '*/*;q=0',
    'application/json;q=0',
    'application/json;q=0, application/scim+json;q=0, */*',
    'image/*',
  ])('S7644-3.8-05, A43: Accept %j excludes JSON', async (accept) => {
    expect(await openClient().get('/Users', { accept })).toMatchObject(error(406))
  })

  it.each([
    undefined,
    '',
    'application/scim+json',
    'application/json',
    'application/json; charset=utf-8',
    'Application/SCIM+JSON;charset=UTF-8',
    'text/json',
  ])('S7644-3.8-01, S7644-3.8-05: a body may come as %j', async (contentType) => {
    const headers = contentType === undefined ? {} : { 'content-type': contentType }
    expect((await openClient().post('/Users', ada, headers)).status).toBe(201)
  })

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonp', 'json'])(
    'S7644-3.8-05: a body as %j is refused',
    async (contentType) => {
      const client = openClient()
      expect(await client.post('/Users', ada, { 'content-type': contentType })).toMatchObject(error(415))
      expect((await client.get('/Users')).body.totalResults).toBe(0)
    },
  )

  it('S7644-3.8-01: text beyond ASCII comes back as it was sent, also after a byte order mark', async () => {
    const text = 'é e\u0301 😀 \u05d0 \u0000 "\\'
    const client = openClient()
    const { body } = await client.post('/Users', `\ufeff${JSON.stringify({ ...ada, displayName: text })}`)
    expect((await client.get(`/Users/${body.id}`)).body.displayName).toBe(text)
  })

  it('a Content-Type on a GET and a missing User-Agent say nothing', async () => {
    expect((await openClient().get('/Users', { 'content-type': 'text/plain' })).status).toBe(200)
  })
})

describe('Errors and endpoints', () => {
  it.each(['/Users/', '//Users', '///Users/'])(
    'S7644-3.2-04: GET %s is what a base URL with a slash makes of /Users',
    async (path) => {
      expect((await openClient().request('GET', path, {})).status).toBe(200)
    },
  )

  it.each([
    ['GET', '/Nope'],
    ['GET', '/users'],
    ['GET', '/Users/v2'],
    ['GET', '/Users/1/2'],
    ['POST', '/Groups/1/members'],
    ['GET', '/__proto__'],
    ['GET', '/constructor'],
    ['GET', '/toString/1'],
    ['GET', `/${'a/'.repeat(20_000)}`],
  ])('S7644-3.2-04, S7644-3.12-01: %s %s leads nowhere', async (method, path) => {
    const answer = await openClient().request(method, path, {})
    expect(answer).toMatchObject(error(404))
    expect(answer.headers['content-type']).toBe('application/scim+json')
    expect(String(answer.body.detail).length).toBeLessThan(1000)
  })

  it.each([
    ['POST', '/Users/1', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['PUT', '/Users', 'GET, HEAD, POST'],
    ['PATCH', '/Users', 'GET, HEAD, POST'],
    ['GET', '/Bulk', 'POST'],
    ['POST', '/', 'GET, HEAD'],
    ['OPTIONS', '/Users', 'GET, HEAD, POST'],
    ['constructor', '/Users', 'GET, HEAD, POST'],
    ['__proto__', '/Users', 'GET, HEAD, POST'],
    ['toString', '/Users/1', 'GET, HEAD, PUT, PATCH, DELETE'],
    ['get', '/Users', 'GET, HEAD, POST'],
  ])('S7644-3.2-04, A30: %s %s is refused, Allow says %s', async (method, path, allow) => {
    expect(await openClient().request(method, path, {})).toMatchObject({ ...error(405), headers: { allow } })
  })

  it('S7644-3.2-05: a trailing slash does not matter', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect((await client.get('/Users/')).text).toBe((await client.get('/Users')).text)
    expect((await client.get(`${path}/`)).text).toBe((await client.get(path)).text)
    expect((await client.get('')).text).toBe((await client.get('/')).text)
  })

  it.each(['/v1/Users', '/v3/Users', '/V9', '/v1'])('S7644-3.13-02: %s asks for another version', async (path) => {
    expect(await openClient().get(path)).toMatchObject(error(400, 'invalidVers'))
  })

  it('S7644-3.2-03, S7644-3.12-02: the status stands in the body as a string, with help beside it', async () => {
    const { status, body, headers } = await openClient().get('/Users/nope')
    expect(body.status).toBe(String(status))
    expect(headers.link).toMatch(/^<https:\/\/.+>; rel="help"$/)
  })

  it('S7644-3.12-05: what breaks inside is not told to the client, but to the event', async () => {
    const broken = new Error('pg: password=hunter2')
    const client = openClient({
      store: new Proxy({} as never, {
        get: () => async () => {
          throw broken
        },
      }),
    })
    const answer = await client.get('/Users')
    expect(answer).toMatchObject({ ...error(500), event: { errorCode: 'INTERNAL', cause: broken, outcome: 'failure' } })
    expect(answer.text).not.toContain('hunter2')
    expect(answer.body.detail).toContain(answer.event.requestId)
  })

  it('a listener that throws does not change the answer', async () => {
    const onEvent = () => {
      throw new Error('mine')
    }
    const { createScimHandler } = await import('@scimkit/core')
    const { createMemoryStore } = await import('../../src/index.ts')
    const handler = createScimHandler({ store: createMemoryStore(), authenticate: () => ({ tenant: 't' }), onEvent })
    const request = { method: 'GET', url: '/Users', baseUrl, headers: {}, readBody: async () => '' }
    expect((await handler(request)).status).toBe(200)
  })

  it('an error of the adapter’s body reader comes through', async () => {
    const { createScimHandler, ScimError } = await import('@scimkit/core')
    const { createMemoryStore } = await import('../../src/index.ts')
    const handler = createScimHandler({ store: createMemoryStore(), authenticate: () => ({ tenant: 't' }) })
    const readBody = async () => {
      throw new ScimError('BODY_TOO_LARGE', { limit: 10 })
    }
    expect((await handler({ method: 'POST', url: '/Users', baseUrl, headers: {}, readBody })).status).toBe(413)
  })
})
