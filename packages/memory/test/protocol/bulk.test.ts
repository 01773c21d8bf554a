import { bearerTokens, createScimHandler, type ScimHandlerOptions } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { bulkRequestUrn, bulkResponseUrn, patchOf, postGroup, postUser, sendBulk, statusesOf } from './bulk-request.ts'
import { baseUrl, error, errorUrn, openClient, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

/** What the result of a failed operation looks like. */
function failure(status: number, scimType?: string) {
  return {
    status: String(status),
    response: {
      schemas: [errorUrn],
      status: String(status),
      detail: expect.stringMatching(/.+/),
      ...(scimType && { scimType }),
    },
  }
}

describe('a bulk request', () => {
  it('S7644-3.7-01, S7644-3.7-02: creates, replaces, patches and deletes resources of every type', async () => {
    const client = openClient()
    const [user, group, widget] = [await client.user(), await client.group(), await client.widget()]
    const answer = await sendBulk(client, [
      postUser('grace'),
      postGroup('crew'),
      { method: 'POST', path: '/Widgets', bulkId: 'w', data: { schemas: [widgetUrn], name: 'bolt' } },
      { method: 'PUT', path: user.path, data: { schemas: [userUrn], userName: 'lovelace' } },
      patchOf(group.path, { op: 'replace', path: 'displayName', value: 'Navigators' }),
      { method: 'DELETE', path: widget.path },
    ])
    expect(answer.body.schemas).toEqual([bulkResponseUrn])
    expect(statusesOf(answer)).toEqual(['201', '201', '201', '200', '204', '204'])
    expect((await client.get(user.path)).body.userName).toBe('lovelace')
    expect((await client.get(group.path)).body.displayName).toBe('Navigators')
    expect((await client.get(widget.path)).status).toBe(404)
    const names = await client.get('/Widgets?attributes=name')
    expect(names.body.Resources).toMatchObject([{ name: 'bolt' }])
  })

  it('S7644-3.7-07, S7644-3.7-13, S7644-3.7.3-02: tells method, bulkId, location, version and status as a string', async () => {
    const client = openClient()
    const user = await client.user()
    const { results } = await sendBulk(client, [
      postUser('grace'),
      { method: 'PUT', path: user.path, bulkId: 'mine', data: { schemas: [userUrn], userName: 'b' } },
      { method: 'DELETE', path: user.path },
    ])
    const location = `${baseUrl}${user.path}`
    expect(results).toStrictEqual([
      {
        method: 'POST',
        bulkId: 'grace',
        location: expect.stringMatching(`^${baseUrl}/Users/.+$`),
        version: 'W/"1"',
        status: '201',
      },
      { method: 'PUT', bulkId: 'mine', location, version: 'W/"2"', status: '200' },
      { method: 'DELETE', location, status: '204' },
    ])
    expect((await client.get(String(results[0]?.location).slice(baseUrl.length))).status).toBe(200)
  })

  it('S7644-3.7-07, S7644-3.7-08: tells where a failed operation went and why it failed; a failed POST has no location', async () => {
    const client = openClient()
    const user = await client.user()
    const gone = '/Users/gone'
    const { results } = await sendBulk(client, [
      postUser('twin', { userName: 'ada' }),
      { method: 'PUT', path: user.path, data: { schemas: [userUrn], userName: '' } },
      patchOf(user.path, { op: 'replace', path: 'active', value: 7 }),
      { method: 'DELETE', path: gone },
    ])
    expect(results).toStrictEqual([
      { method: 'POST', bulkId: 'twin', ...failure(409, 'uniqueness') },
      { method: 'PUT', location: `${baseUrl}${user.path}`, ...failure(400, 'invalidValue') },
      { method: 'PATCH', location: `${baseUrl}${user.path}`, ...failure(400, 'invalidValue') },
      { method: 'DELETE', location: `${baseUrl}${gone}`, ...failure(404) },
    ])
  })

  it('S7644-3.7-09, S7644-3.7-11: is answered 200 and goes on, whatever fails', async () => {
    const client = openClient()
    await client.user()
    const mixed = await sendBulk(client, [postUser('a'), postUser('x', { userName: 'ada' }), postUser('b')])
    expect(mixed.status).toBe(200)
    expect(statusesOf(mixed)).toEqual(['201', '409', '201'])
    const allFailed = await sendBulk(client, [postUser('a'), postUser('b')])
    expect(allFailed.status).toBe(200)
    expect(statusesOf(allFailed)).toEqual(['409', '409'])
    expect((await client.get('/Users')).body.totalResults).toBe(3)
  })

  it('S7644-3.7-14: does the operations in the order of the request', async () => {
    const client = openClient()
    const { path } = await client.user()
    const set = (value: string) => patchOf(path, { op: 'replace', path: 'title', value })
    await sendBulk(client, [set('a'), set('b'), set('c')])
    expect((await client.get(path)).body.title).toBe('c')
  })

  it('S7644-3.7-12: stops after as many errors as failOnErrors says, and keeps what was done', async () => {
    const client = openClient()
    await client.user()
    const taken = postUser('x', { userName: 'ada' })
    const operations = [postUser('a'), taken, postUser('b'), { ...taken, bulkId: 'y' }, postUser('c')]
    const one = await sendBulk(client, operations, { failOnErrors: 1 })
    expect(statusesOf(one)).toEqual(['201', '409'])
    expect(one.body).not.toHaveProperty('failOnErrors')
    const other = openClient()
    await other.user()
    expect(statusesOf(await sendBulk(other, operations, { failOnErrors: 2 }))).toEqual(['201', '409', '201', '409'])
    expect((await client.get('/Users')).body.totalResults).toBe(2)
    expect((await other.get('/Users')).body.totalResults).toBe(3)
  })

  it.each([0, -1, 1.5, '1', true, [1]])(
    'S7644-3.7-12: is refused with failOnErrors %j, before anything is done',
    async (failOnErrors) => {
      const client = openClient()
      const answer = await sendBulk(client, [postUser('a')], { failOnErrors })
      expect(answer).toMatchObject(error(400, 'invalidSyntax'))
      expect((await client.get('/Users')).body.totalResults).toBe(0)
    },
  )

  it.each([
    ['another schema', { schemas: [userUrn], Operations: [postUser('a')] }],
    ['no schema', { Operations: [postUser('a')] }],
    ['no operations', { schemas: [bulkRequestUrn] }],
    ['an empty list of operations', { schemas: [bulkRequestUrn], Operations: [] }],
    ['an object for the operations', { schemas: [bulkRequestUrn], Operations: postUser('a') }],
    ['a bulkId twice', { schemas: [bulkRequestUrn], Operations: [postUser('a'), postUser('a', { userName: 'b' })] }],
  ])('S7644-3.7-01, S7644-3.7-04, S7644-3.7-10: is refused with %s', async (_, body) => {
    const client = openClient()
    expect(await client.post('/Bulk', body)).toMatchObject(error(400, 'invalidSyntax'))
    expect((await client.get('/Users')).body.totalResults).toBe(0)
  })

  it('S7644-3.7-10: is refused without credentials, and with those that may only read', async () => {
    expect(await sendBulk(openClient(), [postUser('a')], { headers: { authorization: '' } })).toMatchObject(error(401))
    const reader = openClient({ authenticate: bearerTokens([{ tenant: 'acme', token: 'acme', scopes: ['read'] }]) })
    expect(await sendBulk(reader, [postUser('a')])).toMatchObject(error(403))
  })

  it('stays within the tenant', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await sendBulk(client, [{ method: 'DELETE', path }], {
      headers: { authorization: 'Bearer globex' },
    })
    expect(statusesOf(answer)).toEqual(['404'])
    expect((await client.get(path)).status).toBe(200)
  })
})

describe('an operation of a bulk request', () => {
  it.each([
    ['no object', 'POST', 400],
    ['no method', { path: '/Users', bulkId: 'a', data: {} }, 400],
    ['the method GET', { method: 'GET', path: '/Users' }, 400],
    ['the method HEAD', { method: 'HEAD', path: '/Users' }, 400],
    ['the method "constructor"', { method: 'constructor', path: '/Users' }, 400],
    ['no bulkId', { ...postUser('a'), bulkId: null }, 400],
    ['an empty bulkId', { ...postUser('a'), bulkId: '' }, 400],
    ['a number for a bulkId', { ...postUser('a'), bulkId: 1 }, 400],
    ['no path', { method: 'DELETE' }, 400],
    ['POST on a resource', { ...postUser('a'), path: '/Users/1' }, 405],
    ['PUT on an endpoint', { method: 'PUT', path: '/Users', data: {} }, 405],
    ['DELETE on an endpoint', { method: 'DELETE', path: '/Users' }, 405],
    ['an absolute URL', { ...postUser('a'), path: 'https://evil.example/Users' }, 400],
    ['another authority', { ...postUser('a'), path: '//evil.example/Users' }, 404],
    ['a relative path', { ...postUser('a'), path: 'Users' }, 400],
    ['a path upwards', { ...postUser('a'), path: '../Users' }, 400],
    ['a path upwards from the root', { ...postUser('a'), path: '/../Users' }, 404],
    ['an unknown endpoint', { ...postUser('a'), path: '/Robots' }, 404],
    ['/Bulk', { method: 'POST', path: '/Bulk', bulkId: 'a', data: { Operations: [] } }, 400],
    ['/.search', { ...postUser('a'), path: '/.search' }, 400],
    ['/Users/.search', { ...postUser('a'), path: '/Users/.search' }, 400],
    ['/Schemas', { ...postUser('a'), path: '/Schemas' }, 405],
    ['/ServiceProviderConfig', { method: 'DELETE', path: '/ServiceProviderConfig' }, 405],
    ['/Me', patchOf('/Me', { op: 'add', path: 'title', value: 'x' }), 400],
    ['a broken escape in its path', { method: 'DELETE', path: '/Users/%zz' }, 400],
    ['no data for POST', { method: 'POST', path: '/Users', bulkId: 'a' }, 400],
    ['no data for PUT', { method: 'PUT', path: '/Users/1' }, 400],
    ['a bare list as data of PATCH', { method: 'PATCH', path: '/Users/1', data: [] }, 400],
    ['a number for a version', { method: 'DELETE', path: '/Users/1', version: 1 }, 400],
  ])('S7644-3.7-02, S7644-3.7-03, S7644-3.7-05, S7644-3.7-06: fails alone with %s', async (_, operation, status) => {
    const client = openClient()
    const answer = await sendBulk(client, [operation, postUser('next')])
    expect(answer.results).toMatchObject([failure(status), { status: '201' }])
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it('S7644-3.7-15: changes only the version it names', async () => {
    const client = openClient()
    const user = await client.user()
    const put = (version: string, userName: string) => ({
      method: 'PUT',
      path: user.path,
      version,
      data: { schemas: [userUrn], userName },
    })
    const { results } = await sendBulk(client, [
      put('W/"9"', 'stale'),
      put(user.etag, 'fresh'),
      { ...patchOf(user.path, { op: 'add', path: 'title', value: 'x' }), version: user.etag },
      { method: 'DELETE', path: user.path, version: user.etag },
    ])
    expect(results).toMatchObject([failure(412), { status: '200', version: 'W/"2"' }, failure(412), failure(412)])
    expect((await client.get(user.path)).body.userName).toBe('fresh')
    const [last] = (await sendBulk(client, [{ method: 'DELETE', path: user.path, version: 'W/"2"' }])).results
    expect(last).toMatchObject({ status: '204' })
  })

  it('S7644-3.7-15: must name a version when the host asks for one, and does not inherit that of the bulk request', async () => {
    const client = openClient({ requireIfMatch: true })
    const { path, etag } = await client.user()
    const headers = { 'if-match': etag }
    const answer = await sendBulk(
      client,
      [
        { method: 'DELETE', path },
        { method: 'DELETE', path, version: etag },
      ],
      { headers },
    )
    expect(statusesOf(answer)).toEqual(['428', '204'])
  })

  it('S7644-3.7-16: is validated as if sent alone, and shows no password', async () => {
    const client = openClient()
    const answer = await sendBulk(client, [
      postUser('a', { password: 'correct horse', active: 7 }),
      postUser('b', { password: 'correct horse' }),
      postUser('c', { schemas: ['urn:example:nothing'] }),
    ])
    expect(answer.results).toMatchObject([failure(400, 'invalidValue'), { status: '201' }, { status: '201' }])
    expect(answer.text).not.toContain('correct horse')
    const strict = await sendBulk(openClient({ dialect: 'strict' }), [
      postUser('c', { schemas: ['urn:example:nothing'] }),
    ])
    expect(strict.results).toMatchObject([failure(400)])
  })

  it('S7644-3.7-16: fails alone when its client may not do it', async () => {
    const client = openClient({ authorize: (_, { operation }) => operation === 'bulk' || operation === 'create' })
    const { path } = await client.user()
    const answer = await sendBulk(client, [postUser('a'), { method: 'DELETE', path }, postUser('b')])
    expect(answer.results).toMatchObject([{ status: '201' }, failure(403), { status: '201' }])
  })

  it('counts the rules of the dialect it needs, and is told of in the event of the request', async () => {
    const client = openClient()
    const { event } = await sendBulk(client, [
      postUser('a', { active: 'True' }),
      postUser('b', { active: 'False' }),
      postUser('c', { userName: 'a' }),
    ])
    expect(event).toMatchObject({
      operation: 'bulk',
      status: 200,
      outcome: 'success',
      normalisations: { stringBooleans: 2 },
      operations: [
        { method: 'POST', operation: 'create', resourceType: 'User', status: 201, outcome: 'success' },
        { method: 'POST', operation: 'create', resourceType: 'User', status: 201, outcome: 'success' },
        { status: 409, outcome: 'failure', errorCode: 'UNIQUENESS_VIOLATED', resourceId: undefined },
      ],
    })
    expect(event.operations?.[0]?.resourceId).toEqual(expect.any(String))
  })

  it('S7644-3.7-10: fails with 500 when something breaks, and the cause is in the event alone', async () => {
    const store = createMemoryStore()
    const cause = new Error('disk on fire')
    const client = openClient({ store: { ...store, transaction: () => Promise.reject(cause) } })
    const { results, text, event } = await sendBulk(client, [postUser('a')])
    expect(results).toMatchObject([failure(500)])
    expect(text).not.toContain('disk on fire')
    expect(event.operations).toMatchObject([{ status: 500, errorCode: 'INTERNAL', cause }])
  })
})

describe('the limits of bulk requests', () => {
  const limited = (bulk: ScimHandlerOptions['bulk']) => openClient({ bulk })
  const untouched = async (client: ReturnType<typeof openClient>) =>
    expect((await client.get('/Users')).body.totalResults).toBe(0)

  it('S7644-3.7.4-01, S7643-5-05: are announced', async () => {
    const bulkOf = async (bulk?: ScimHandlerOptions['bulk']) =>
      (await openClient({ bulk }).get('/ServiceProviderConfig')).body.bulk
    expect(await bulkOf()).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 10_485_760 })
    expect(await bulkOf({ maxOperations: 7, maxPayloadSize: 900 })).toEqual({
      supported: true,
      maxOperations: 7,
      maxPayloadSize: 900,
    })
    expect(await bulkOf(false)).toEqual({ supported: false, maxOperations: 0, maxPayloadSize: 0 })
  })

  it('S7644-3.7-10: without bulk the answer is 501', async () => {
    expect(await sendBulk(limited(false), [postUser('a')])).toMatchObject(error(501))
  })

  it('S7644-3.7.4-02, S7644-3.7.4-03: more operations than allowed are refused, and none of them is done', async () => {
    const client = limited({ maxOperations: 2 })
    const answer = await sendBulk(client, [postUser('a'), postUser('b'), postUser('c')])
    expect(answer).toMatchObject({ ...error(413), event: { errorCode: 'BULK_TOO_LARGE' } })
    expect(answer.body.detail).toMatch(/maxOperations.* 2\b/)
    await untouched(client)
    expect(statusesOf(await sendBulk(client, [postUser('a'), postUser('b')]))).toEqual(['201', '201'])
  })

  it('S7644-3.7.4-02, S7644-3.7.4-03: a body larger than allowed is refused, counted in bytes', async () => {
    const body = JSON.stringify({ schemas: [bulkRequestUrn], Operations: [postUser('€'.repeat(300))] })
    const bytes = new TextEncoder().encode(body).length
    const client = limited({ maxPayloadSize: bytes - 1 })
    const answer = await client.post('/Bulk', body)
    expect(answer).toMatchObject(error(413))
    expect(answer.body.detail).toMatch(new RegExp(`maxPayloadSize.* ${bytes - 1} bytes`))
    await untouched(client)
    expect((await limited({ maxPayloadSize: bytes }).post('/Bulk', body)).status).toBe(200)
  })

  it('S7644-3.7.4-02: a body that is announced too large is not even read', async () => {
    let isRead = false
    const handler = createScimHandler({ store: createMemoryStore(), authenticate: () => ({ tenant: 'a' }) })
    const { status, body } = await handler({
      method: 'POST',
      url: '/Bulk',
      baseUrl,
      headers: { 'content-length': '10485761' },
      readBody: async () => {
        isRead = true
      },
    })
    expect({ status, isRead }).toEqual({ status: 413, isRead: false })
    expect(body).toContain('maxPayloadSize')
  })

  it.each([
    ['maxOperations', 0],
    ['maxOperations', 1.5],
    ['maxPayloadSize', -1],
    ['maxPayloadSize', Number.POSITIVE_INFINITY],
  ])('a limit %s of %d is a mistake in the configuration', (name, limit) => {
    expect(() => limited({ [name]: limit })).toThrow(`bulk.${name}`)
  })
})

it('S7644-3.7.3-01, S7644-3.7-06: the operations of the example in RFC 7644 §3.7.3 come out as there', async () => {
  const client = openClient()
  const [replaced, deleted, patched] = [
    await client.user({ userName: 'bjensen' }),
    await client.user({ userName: 'jsmith' }),
    await client.user({ userName: 'crow', nickName: 'Bob' }),
  ]
  const { results } = await sendBulk(
    client,
    [
      { method: 'POST', path: '/Users', bulkId: 'qwerty', data: { schemas: [userUrn], userName: 'Alice' } },
      {
        method: 'PUT',
        path: replaced.path,
        version: replaced.etag,
        data: { schemas: [userUrn], userName: 'Bob' },
      },
      {
        ...patchOf(patched.path, { op: 'remove', path: 'nickName' }, { op: 'add', path: 'userName', value: 'Dave' }),
        version: patched.etag,
      },
      { method: 'DELETE', path: deleted.path, version: deleted.etag },
    ],
    { failOnErrors: 1 },
  )
  expect(results.map(({ method, status }) => `${method} ${status}`)).toEqual([
    'POST 201',
    'PUT 200',
    'PATCH 200',
    'DELETE 204',
  ])
  expect((await client.get(patched.path)).body).not.toHaveProperty('nickName')
})
