import { describe, expect, it } from 'vitest'
import { baseUrl, enterpriseUrn, error, groupUrn, openClient, query, userUrn } from './client.ts'
import { gadget, gadgetExtensionUrn, widgetExtensionUrn, widgetUrn } from './widget.ts'

const ada = { schemas: [userUrn], userName: 'ada' }
const cog = { schemas: [widgetUrn], name: 'cog' }

describe('POST on an endpoint', () => {
  it('S7644-3.3-04, S7644-3.3-05: answers 201 with what a GET answers', async () => {
    const client = openClient()
    const created = await client.post('/Users', { ...ada, name: { givenName: 'Ada' }, emails: [{ value: 'a@x.org' }] })
    expect(created.status).toBe(201)
    expect(created.text).toBe((await client.get(`/Users/${created.body.id}`)).text)
  })

  it('S7644-3.3-06, S7643-3.1-17, S7643-3.1-18: Location, Content-Location and ETag are those of meta', async () => {
    const client = openClient()
    const { headers, body } = await client.post('/Users', ada)
    expect(body.meta).toMatchObject({ location: `${baseUrl}/Users/${body.id}`, version: headers.etag })
    expect(headers.location).toBe(`${baseUrl}/Users/${body.id}`)
    expect(headers['content-location']).toBe(headers.location)
    expect(headers.etag).toMatch(/^W\/"[^"]+"$/)
  })

  it.each([
    ['/Users', ada, 'User'],
    ['/Groups', { schemas: [groupUrn], displayName: 'Staff' }, 'Group'],
    ['/Widgets', cog, 'Widget'],
  ])(
    'S7644-3.3.1-01, S7643-3.1-13: on %s meta is the server’s, whatever the body says',
    async (endpoint, body, name) => {
      const meta = { resourceType: 'X', created: '1999-01-01T00:00:00Z', location: 'evil', version: '1' }
      const created = await openClient().post(endpoint, { ...body, meta })
      expect(created.body.meta).toMatchObject({
        resourceType: name,
        location: `${baseUrl}${endpoint}/${created.body.id}`,
      })
      expect(created.text).not.toContain('1999-01-01T')
    },
  )

  it('S7643-3.1-15: created and lastModified of a new resource are the same', async () => {
    const { body } = await openClient().post('/Users', ada)
    const { created, lastModified } = body.meta as { created: string; lastModified: string }
    expect(lastModified).toBe(created)
    expect(new Date(created).toISOString()).toBe(created)
  })

  it('S7644-3.3-01, S7643-3.1-07, S7643-4.1.2-09: ignores what is read-only, and uses the default instead', async () => {
    const client = openClient()
    const user = await client.post('/Users', { ...ada, id: 'mine', groups: [{ value: 'g' }] })
    expect(user.status).toBe(201)
    expect(user.body.id).not.toBe('mine')
    expect(user.body).not.toHaveProperty('groups')
    expect((await client.post('/Widgets', { ...cog, state: 'sent' })).body.state).toBe('made')
  })

  it('S7644-3.3-02, S7644-3.3-03: an omitted attribute has its default, one set to null has none', async () => {
    const client = openClient()
    expect((await client.post('/Widgets', cog)).body.defaulted).toBe('std')
    expect((await client.post('/Widgets', { ...cog, name: 'b', defaulted: null })).body).not.toHaveProperty('defaulted')
    expect((await client.get(`/Widgets${query({ filter: 'defaulted eq "std"' })}`)).body.totalResults).toBe(1)
  })

  it('S7644-3.3-07, S7643-4.1.1-02, S7643-4.1.1-03: a userName that differs only in case is taken', async () => {
    const client = openClient()
    await client.user()
    expect(await client.post('/Users', { ...ada, userName: 'ADA' })).toMatchObject(error(409, 'uniqueness'))
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it('S7644-3.3-07: of twenty concurrent creates with one userName exactly one succeeds', async () => {
    const client = openClient()
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.post('/Users', ada)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)])
  })

  it('S7644-3.3-14, S7643-7-06: a case-exact unique value is taken by its equal alone, and nothing is left behind', async () => {
    const client = openClient()
    await client.widget({ code: 'Ab' })
    expect(await client.post('/Widgets', { ...cog, name: 'b', code: 'Ab' })).toMatchObject(error(409, 'uniqueness'))
    expect((await client.post('/Widgets', { ...cog, name: 'b', code: 'AB' })).status).toBe(201)
  })

  it('a displayName another Group has is taken, by the rfc profile', async () => {
    const client = openClient()
    await client.group()
    const again = await client.post('/Groups', { schemas: [groupUrn], displayName: 'STAFF' })
    expect(again).toMatchObject(error(409, 'uniqueness'))
    expect(again.body.detail).toContain('displayName')
  })

  it.each([
    ['/Users', {}, 'userName'],
    ['/Users', { userName: '' }, 'userName'],
    ['/Users', { userName: '   ' }, 'userName'],
    ['/Users', { userName: null }, 'userName'],
    ['/Groups', { schemas: [groupUrn] }, 'displayName'],
    ['/Widgets', { schemas: [widgetUrn] }, 'name'],
    ['/Widgets', { ...cog, box: { colour: 'red' } }, 'box.size'],
    ['/Gadgets', { schemas: [gadget.schema.id], label: 'g' }, gadgetExtensionUrn],
    ['/Gadgets', { label: 'g', [gadgetExtensionUrn]: { line: '1' } }, `${gadgetExtensionUrn}:plant`],
  ])('S7644-3.3-08, S7643-4.1.1-01, S7643-6-05: on %s %j misses %s', async (endpoint, body, path) => {
    const client = openClient()
    const answer = await client.post(endpoint, body)
    expect(answer).toMatchObject(error(400, 'invalidValue'))
    expect(answer.body.detail).toContain(path)
    expect((await client.get(endpoint)).body.totalResults).toBe(0)
  })

  it.each(['{"a":', '[]', '"x"', '5', 'null', '', '  ', '{"userName":"ada"} x'])(
    'S7644-3.3-09: %j is no resource',
    async (body) => {
      expect(await openClient().post('/Users', body)).toMatchObject(error(400, 'invalidSyntax'))
    },
  )

  it.each([
    [undefined],
    [[]],
    ['x'],
    [[enterpriseUrn]],
    [[userUrn, 'urn:x:unknown']],
    [[userUrn, 5]],
    [[userUrn, { toString: 1, valueOf: 1 }]],
  ])(
    'S7643-3-02, S7643-3.3-01: schemas %j is refused by the strict dialect and put right by the tolerant',
    async (schemas) => {
      const body = { ...ada, schemas }
      expect(await openClient({ dialect: 'strict' }).post('/Users', body)).toMatchObject(error(400, 'invalidSyntax'))
      const put = await openClient().post('/Users', body)
      expect(put).toMatchObject({ status: 201, body: { schemas: [userUrn] } })
      expect(put.event.normalisations).toEqual({ anySchemas: 1 })
    },
  )

  it.each([[[userUrn, userUrn, userUrn.toUpperCase()]], [[enterpriseUrn, userUrn]], [[userUrn, enterpriseUrn]]])(
    'S7643-3-03, S7643-3-04: neither repetition nor order of %j matters',
    async (schemas) => {
      const { status, body, event } = await openClient({ dialect: 'strict' }).post('/Users', { ...ada, schemas })
      expect({ status, schemas: body.schemas }).toEqual({ status: 201, schemas: [userUrn] })
      expect(event.normalisations).toEqual({})
    },
  )

  it('S7643-3.3-04, S7643-3.3-05: an extension counts without case and appears in schemas', async () => {
    const body = { ...ada, [enterpriseUrn.toUpperCase()]: { Department: 'R&D' } }
    expect((await openClient().post('/Users', body)).body).toMatchObject({
      schemas: [userUrn, enterpriseUrn],
      [enterpriseUrn]: { department: 'R&D' },
    })
  })

  it('S7644-3.3-11, S7643-3.3-03: ignores what the schema does not have, without storing it', async () => {
    const body = { ...ada, department: 'R&D', name: { givenName: 'Ada', nope: 1 }, nope: { a: 1 }, 'urn:x:y': { a: 1 } }
    const { status, body: created } = await openClient().post('/Users', body)
    expect(status).toBe(201)
    expect(Object.keys(created).sort()).toEqual(['active', 'id', 'meta', 'name', 'schemas', 'userName'])
    expect(created.name).toEqual({ givenName: 'Ada' })
  })

  it.each([
    [{ userName: 5 }],
    [{ emails: 'x' }],
    [{ emails: ['a@b'] }],
    [{ emails: [{ value: 5 }] }],
    [{ name: 'x' }],
    [{ name: { givenName: { x: 1 } } }],
    [{ name: [] }],
    [{ active: 1 }],
    [{ active: 'yes' }],
    [{ [enterpriseUrn]: 'x' }],
    [{ [enterpriseUrn]: { employeeNumber: 123 } }],
    [{ profileUrl: 'http://[bad' }],
  ])('S7644-3.3-10, S7643-2.3-02: %j has a value of the wrong type', async (wrong) => {
    const client = openClient()
    expect(await client.post('/Users', { ...ada, ...wrong })).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get('/Users')).body.totalResults).toBe(0)
  })

  it.each([
    ['count', 1.5],
    ['count', '5'],
    ['ratio', '1.5'],
    ['enabled', 0],
    ['at', '2011-05-13'],
    ['at', 1305261754],
    ['blob', '%%%'],
    ['link', 'a b'],
    ['tags', [{ value: 'x' }]],
    ['tags', 'x'],
    ['nums', ['1']],
    ['dim', { w: 'wide' }],
    ['parts', { value: 'x' }],
  ])('S7643-2.3-02, S7643-2.4-01: %s cannot be %j', async (name, value) => {
    expect(await openClient().post('/Widgets', { ...cog, [name]: value })).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7643-2.3-02: every data type comes back as it was sent', async () => {
    const values = {
      count: -7,
      ratio: 1.5,
      enabled: false,
      at: '2011-05-13T04:42:34.123+02:00',
      blob: 'AQI=',
      link: 'https://x.org/y',
      tags: ['a', 'A'],
      nums: [1, 2],
      dim: { w: 1, unit: 'mm' },
      parts: [{ value: 'x', primary: true, qty: 2 }],
    }
    expect((await openClient().post('/Widgets', { ...cog, ...values })).body).toMatchObject(values)
  })

  it('S7644-3.3-12, S7643-7-09: immutable and write-only values can be given, and the latter are never seen', async () => {
    const client = openClient()
    const created = await client.post('/Widgets', { ...cog, serial: 's1', secret: 'hush' })
    expect(created).toMatchObject({ status: 201, body: { serial: 's1' } })
    for (const suffix of ['', '?attributes=secret', `?attributes=${widgetUrn}:secret`])
      expect((await client.get(`/Widgets/${created.body.id}${suffix}`)).text).not.toContain('hush')
  })

  it('S7643-4.1.1-09: a password is in no answer and in no event', async () => {
    const client = openClient()
    const created = await client.post('/Users?attributes=password,userName', { ...ada, password: 'hunter2' })
    await client.put(`/Users/${created.body.id}`, { ...ada, password: 'hunter2' })
    await client.patch(`/Users/${created.body.id}`, [{ op: 'replace', path: 'password', value: 'hunter2' }])
    const broken = await client.post('/Users', '{"password":"hunter2" x}')
    expect(broken).toMatchObject(error(400, 'invalidSyntax'))
    expect(created.text + String(broken.text)).not.toContain('hunter2')
    const told = client.events.map((event) => `${JSON.stringify(event)} ${String(event.cause)}`).join()
    expect(told).not.toContain('hunter2')
  })

  it('S7644-3.3-13: attributes and excludedAttributes work', async () => {
    const client = openClient()
    const only = await client.post('/Users?attributes=userName', { ...ada, title: 'Countess' })
    expect(Object.keys(only.body).sort()).toEqual(['id', 'schemas', 'userName'])
    const without = await client.post('/Users?excludedAttributes=title', { ...ada, userName: 'b', title: 'x' })
    expect(without.body).not.toHaveProperty('title')
  })

  it('S7643-7-13: a returned=request attribute is shown to the client that has just sent it', async () => {
    const client = openClient()
    const { body } = await client.post('/Widgets', { ...cog, hint: 'psst' })
    expect(body.hint).toBe('psst')
    expect((await client.get(`/Widgets/${body.id}`)).body).not.toHaveProperty('hint')
  })

  it('S7643-2.1-03: names count without case and come back in the schema’s spelling', async () => {
    const { body } = await openClient().post('/Users', { USERNAME: 'u', NAME: { GIVENNAME: 'G' } })
    expect(body).toMatchObject({ userName: 'u', name: { givenName: 'G' } })
  })

  it.each([
    [{ userName: 'a', USERNAME: 'b' }],
    [{ ...ada, name: { givenName: 'a', GivenName: 'b' } }],
    [{ ...ada, id: '1', ID: '2' }],
    [{ ...ada, [enterpriseUrn]: { department: 'a' }, [enterpriseUrn.toUpperCase()]: { department: 'b' } }],
  ])('S7643-2.1-04: %j names an attribute twice', async (body) => {
    expect(await openClient().post('/Users', body)).toMatchObject(error(400, 'invalidSyntax'))
  })

  it('S7643-2.5-01, S7643-2.5-03: absent, null and an empty list are the same', async () => {
    const client = openClient()
    const bodies = [{}, { nickName: null, emails: null, name: {} }, { nickName: null, emails: [], name: null }]
    const shown = []
    for (const [index, body] of bodies.entries()) {
      const { id, meta, userName, ...rest } = (await client.post('/Users', { userName: `u${index}`, ...body })).body
      shown.push(rest)
    }
    expect(shown).toEqual(bodies.map(() => ({ schemas: [userUrn], active: true })))
    for (const filter of ['not (nickName pr)', 'not (emails pr)', 'nickName eq null'])
      expect((await client.get(`/Users${query({ filter })}`)).body.totalResults).toBe(3)
  })

  it('S7643-2.4-03: two primary values are one too many', async () => {
    const emails = [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ]
    expect(await openClient().post('/Users', { ...ada, emails })).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7643-2.4-08: a pair of type and value is kept once', async () => {
    const work = { type: 'work', value: 'a@x.org' }
    const { body } = await openClient().post('/Users', { ...ada, emails: [work, { ...work, type: 'home' }, work] })
    expect(body.emails).toEqual([work, { ...work, type: 'home' }])
  })

  it('S7643-4.3-01, S7643-4.3-02: a manager has a $ref, and a displayName is the server’s to give', async () => {
    const manager = { value: '26', displayName: 'X', $ref: 'https://evil.example/Users/26' }
    const { body } = await openClient().post('/Users', { ...ada, [enterpriseUrn]: { manager } })
    expect(body[enterpriseUrn]).toEqual({ manager: { value: '26', $ref: `${baseUrl}/Users/26` } })
  })

  it('S7643-3.3-03: an extension of a type of one’s own lives under its URN', async () => {
    const { body } = await openClient().post('/Widgets', { ...cog, [widgetExtensionUrn]: { owner: 'o' } })
    expect(body).toMatchObject({ schemas: [widgetUrn, widgetExtensionUrn], [widgetExtensionUrn]: { owner: 'o' } })
  })
})

describe('POST of a Group', () => {
  it('S7643-4.2-02, S7643-4.1.2-08: a member gets its type and $ref, and sees the group', async () => {
    const client = openClient()
    const user = await client.user()
    const group = await client.post('/Groups', { displayName: 'Staff', members: [{ value: user.id, type: 'Group' }] })
    expect(group.body.members).toEqual([{ value: user.id, type: 'User', $ref: `${baseUrl}${user.path}` }])
    expect((await client.get(user.path)).body.groups).toEqual([
      { value: group.body.id, $ref: `${baseUrl}/Groups/${group.body.id}`, type: 'direct', display: 'Staff' },
    ])
  })

  it('S7643-2.3.7-02: a member may be given by its $ref alone, however it is written', async () => {
    const client = openClient()
    const user = await client.user()
    for (const [index, $ref] of [`Users/${user.id}`, `../Users/${user.id}`, `${baseUrl}/Users/${user.id}`].entries()) {
      const group = await client.post('/Groups', { displayName: `g${index}`, members: [{ $ref }] })
      expect(group.body.members).toMatchObject([{ value: user.id }])
    }
  })

  it.each([[{ $ref: 'Users/%zz' }], [{ $ref: '' }], [{ display: 'x' }], [{ value: '' }], [{ value: null }], [{}]])(
    'S7643-4.2-02: %j is nobody, so there is no group',
    async (member) => {
      const client = openClient()
      const answer = await client.post('/Groups', { displayName: 'g', members: [member] })
      expect(answer).toMatchObject(error(400, 'invalidValue'))
      expect((await client.get('/Groups')).body.totalResults).toBe(0)
    },
  )

  it('S7643-2.1-03: the parts of a member count without case too', async () => {
    const client = openClient()
    const { id } = await client.user()
    const members = [{ Value: id, $ref: `Users/${id}`, DISPLAY: 'Ada' }]
    expect((await client.post('/Groups', { displayName: 'g', members })).body.members).toMatchObject([
      { value: id, display: 'Ada' },
    ])
  })

  it('S7643-2.3.7-04: members that do not exist are all named, and nothing is created', async () => {
    const client = openClient()
    const { id } = await client.user()
    const members = [{ value: 'no1' }, { value: id }, { value: 'no2' }]
    const answer = await client.post('/Groups', { displayName: 'g', members })
    expect(answer).toMatchObject(error(400, 'invalidValue'))
    expect(answer.body.detail).toMatch(/no1, no2/)
    expect((await client.get('/Groups')).body.totalResults).toBe(0)
  })

  it('S7643-4.2-05: a member appears once', async () => {
    const client = openClient()
    const { id } = await client.user()
    const { body } = await client.post('/Groups', { displayName: 'g', members: [{ value: id }, { value: id }] })
    expect(body.members).toHaveLength(1)
  })
})
