import { describe, expect, it } from 'vitest'
import { baseUrl, enterpriseUrn, error, openClient, patchUrn, userUrn } from './client.ts'
import { gadget, gadgetExtensionUrn } from './widget.ts'

const replaceTitle = { op: 'replace', path: 'title', value: 't' }

describe('PATCH: the message', () => {
  it.each([undefined, [], ['urn:x'], 'x', [5], [[]], [{ toString: 1, valueOf: 1 }]])(
    'S7644-3.5.2-01: schemas %j is refused by the strict dialect, and put right by the tolerant',
    async (schemas) => {
      const body = { schemas, Operations: [replaceTitle] }
      const strict = openClient({ dialect: 'strict' })
      expect(await strict.request('PATCH', (await strict.user()).path, body)).toMatchObject(error(400, 'invalidSyntax'))
      const tolerant = openClient()
      const answer = await tolerant.request('PATCH', (await tolerant.user()).path, body)
      expect(answer).toMatchObject({ status: 200, event: { normalisations: { anySchemas: 1 } } })
    },
  )

  it.each([undefined, {}, 'x', null])('S7644-3.5.2-02: Operations %j is no list', async (operations) => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await client.request('PATCH', path, { schemas: [patchUrn], Operations: operations })
    expect(answer).toMatchObject(error(400, 'invalidSyntax'))
  })

  it.each([
    [{}],
    [{ op: 'move', path: 'title', value: 't' }],
    [{ op: '', path: 'title' }],
    [{ op: 5 }],
    [{ op: ['add'] }],
    ['add'],
    [null],
    [{ op: 'add', path: 5, value: 't' }],
    [{ op: 'add', path: ['title'], value: 't' }],
  ])('S7644-3.5.2-03: %j is no operation', async (operation) => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [operation])).toMatchObject(error(400, 'invalidSyntax'))
  })

  it('S7644-3.5.2-03: an op in capitals is refused by the strict dialect', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    expect(await client.patch(path, [{ ...replaceTitle, op: 'Replace' }])).toMatchObject(error(400, 'invalidSyntax'))
  })

  it('S7644-3.5.2-04, S7644-3.5.2.2-01: only a remove needs a path', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const op of ['add', 'replace'])
      expect((await client.patch(path, [{ op, value: { title: op } }])).status).toBe(200)
    expect(await client.patch(path, [{ op: 'remove' }])).toMatchObject(error(400, 'noTarget'))
  })

  it.each(['add', 'replace'])('S7644-3.5.2.1-01, S7644-3.5.2.3-10: %s needs a value', async (op) => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [{ op, path: 'title' }])).toMatchObject(error(400, 'invalidValue'))
    for (const value of ['x', [], 5, null])
      expect(await client.patch(path, [{ op, value }])).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7644-3.5.2-14, A29: a User is answered with 200 and what a GET answers', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await client.patch(path, [replaceTitle])
    expect(answer.status).toBe(200)
    expect(answer.text).toBe((await client.get(path)).text)
  })

  it('S7644-3.5.2-14, S7644-3.14-01, A29: a Group is answered with 204 and its new ETag', async () => {
    const client = openClient()
    const { path, etag } = await client.group()
    const { status, headers, text } = await client.patch(path, [{ op: 'replace', path: 'displayName', value: 'New' }])
    expect({ status, text }).toEqual({ status: 204, text: undefined })
    expect(headers.etag).not.toBe(etag)
    expect(headers.etag).toBe((await client.get(path)).headers.etag)
    expect(headers.location).toBe(`${baseUrl}${path}`)
  })

  it.each(['attributes=displayName', 'excludedAttributes=members', 'count=1&attributes=displayName'])(
    'S7644-3.5.2-15: ?%s makes the answer to a Group 200',
    async (query) => {
      const client = openClient()
      const { path } = await client.group()
      const answer = await client.patch(`${path}?${query}`, [{ op: 'replace', path: 'displayName', value: 'New' }])
      expect(answer).toMatchObject({ status: 200, body: { displayName: 'New' } })
      expect(answer.body).not.toHaveProperty('members')
    },
  )

  it('S7644-3.5.2-16: an unknown and a deleted resource are not there', async () => {
    const client = openClient()
    const { path } = await client.user()
    await client.delete(path)
    for (const gone of [path, '/Users/nope']) expect(await client.patch(gone, [replaceTitle])).toMatchObject(error(404))
  })

  it('S7644-3.5.2-28: more operations than the limit are refused', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, Array(10_001).fill(replaceTitle))).toMatchObject(error(413))
    expect((await client.patch(path, Array(10_000).fill(replaceTitle))).status).toBe(200)
  })
})

describe('PATCH: paths', () => {
  it.each([
    '',
    ' ',
    'emails[',
    'emails[type',
    'emails[type eq "work"',
    'emails]x',
    'name..x',
    '.x',
    'name.',
    'emails[0]',
    '/emails/0',
    'a.b.c',
    'emails[type eq "work"].value.x',
    'emails[type eq "work"]value',
    'nope',
    'name.nope',
    'emails.nope',
    'emails[type eq "work"].nope',
    'department',
    'urn:x:nope',
    `${enterpriseUrn}:nope`,
    `${enterpriseUrn}[value eq "x"]`,
    'userName[value eq "x"]',
    'name[givenName eq "x"]',
    '__proto__',
    'constructor',
    'constructor.prototype',
    '__proto__.polluted',
    'name.__proto__',
    'toString',
    'hasOwnProperty',
    'emails[type eq "work"].__proto__',
  ])('S7644-3.5.2-17, S7644-3.5.2-19, S7644-3.5.2-23: %j is no path', async (path) => {
    const client = openClient({ dialect: 'strict' })
    const user = await client.user({ emails: [{ type: 'work', value: 'a' }] })
    const before = await client.get(user.path)
    for (const op of ['add', 'remove', 'replace']) {
      const answer = await client.patch(user.path, [{ op, path, ...(op !== 'remove' && { value: 'x' }) }])
      expect(answer).toMatchObject(error(400, 'invalidPath'))
    }
    expect((await client.get(user.path)).text).toBe(before.text)
  })

  it.each([
    'emails[type xx "a"].value',
    'emails[primary gt true]',
    'emails[nope eq "x"]',
    'emails[]',
    'emails[type eq 5]',
  ])('S7644-3.5.2-18: the filter in %j is invalid', async (path) => {
    const client = openClient()
    const user = await client.user()
    expect(await client.patch(user.path, [{ op: 'remove', path }])).toMatchObject(error(400, 'invalidFilter'))
  })

  it.each([
    'nickName',
    'NICKNAME',
    'urn:ietf:params:scim:schemas:core:2.0:User:nickName',
    'URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:NICKNAME',
  ])('S7644-3.5.2-20, S7644-3.10-01, S7644-3.10-03: %s is nickName', async (path) => {
    const client = openClient()
    const user = await client.user()
    expect((await client.patch(user.path, [{ op: 'add', path, value: 'n' }])).body.nickName).toBe('n')
  })

  it('S7644-3.5.2-07, S7644-3.5.2-09, S7644-3.10-02: an attribute of an extension is reached by its URN alone', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [{ op: 'add', path: 'department', value: 'd' }])).toMatchObject(
      error(400, 'invalidPath'),
    )
    const answer = await client.patch(path, [{ op: 'add', path: `${enterpriseUrn}:department`, value: 'd' }])
    expect(answer.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterpriseUrn],
      [enterpriseUrn]: { department: 'd' },
    })
  })

  it('S7644-3.5.2-21, S7644-3.5.2.2-13: a path may be the URN of an extension', async () => {
    const client = openClient()
    const { path } = await client.user({ [enterpriseUrn]: { costCenter: 'c' } })
    const set = await client.patch(path, [{ op: 'replace', path: enterpriseUrn, value: { department: 'd' } }])
    expect(set.body[enterpriseUrn]).toEqual({ costCenter: 'c', department: 'd' })
    const removed = await client.patch(path, [{ op: 'remove', path: enterpriseUrn.toUpperCase() }])
    expect(removed.body).not.toHaveProperty([enterpriseUrn])
    expect(removed.body.schemas).not.toContain(enterpriseUrn)
  })

  it.each([
    [{ op: 'replace', path: 'id', value: 'x' }],
    [{ op: 'replace', path: 'meta.created', value: '2020-01-01T00:00:00Z' }],
    [{ op: 'remove', path: 'meta' }],
    [{ op: 'add', path: 'groups', value: [{ value: 'g' }] }],
    [{ op: 'remove', path: 'groups' }],
    [{ op: 'remove', path: 'id' }],
    [{ op: 'remove', path: 'schemas' }],
    [{ op: 'replace', path: `${enterpriseUrn}:manager.displayName`, value: 'x' }],
  ])('S7644-3.5.2-05, S7644-3.5.2-24, S7643-7-07: %j touches what is the server’s', async (operation) => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [operation])).toMatchObject(error(400, 'mutability'))
  })

  it('S7644-3.5.2-08: schemas follows what the resource holds, so it can be named but not changed', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await client.patch(path, [
      { op: 'add', path: 'schemas', value: [enterpriseUrn] },
      { op: 'add', path: `${enterpriseUrn}:department`, value: 'd' },
    ])
    expect(answer.body.schemas).toContain(enterpriseUrn)
  })

  describe.each([
    ['add', ['urn:x']],
    ['add', [{ toString: 1 }]],
    ['replace', []],
    ['replace', ['urn:x']],
    ['replace', [enterpriseUrn]],
  ])('S7644-3.5.2-24, S7643-3.3-01, A22: %s of schemas %j', (op, value) => {
    const forms = [
      { op, path: 'schemas', value },
      { op, value: { schemas: value } },
    ]

    it.each(forms)('is refused as in a POST, when strict: %j', async (operation) => {
      const client = openClient({ dialect: 'strict' })
      const { path } = await client.user()
      expect(await client.patch(path, [operation])).toMatchObject(error(400, 'invalidSyntax'))
    })

    it.each(forms)('is ignored, when tolerant: %j', async (operation) => {
      const client = openClient()
      const { path, etag } = await client.user()
      const answer = await client.patch(path, [operation])
      expect(answer).toMatchObject({ status: 200, body: { schemas: [userUrn] }, headers: { etag } })
    })
  })

  it('S7644-3.5.2.2-03, A38: schemas is required, so null is refused as its removal is', async () => {
    const client = openClient()
    const { path } = await client.user()
    const operation = { op: 'replace', path: 'schemas', value: null }
    expect(await client.patch(path, [operation])).toMatchObject(error(400, 'mutability'))
  })

  it.each([
    { op: 'replace', path: 'name', value: { nope: 1 } },
    { op: 'add', path: 'emails', value: [{ value: 'a', nope: 1 }] },
    { op: 'add', value: { name: { nope: 1 } } },
  ])(
    'S7644-3.5.2-05, A22: strict, a name in a value that no schema has is wrong in the body: %j',
    async (operation) => {
      const client = openClient({ dialect: 'strict' })
      const { path } = await client.user()
      expect(await client.patch(path, [operation])).toMatchObject(error(400, 'invalidSyntax'))
    },
  )
})

describe('PATCH: the whole', () => {
  it('S7644-3.5.2-10: operations work one after the other', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    const answer = await client.patch(path, [
      { op: 'add', path: 'nickName', value: 'a' },
      { op: 'replace', path: 'nickName', value: 'b' },
      { op: 'add', path: 'emails', value: { value: 'x', type: 'work' } },
      { op: 'add', path: 'emails', value: { value: 'y', type: 'home' } },
      { op: 'remove', path: 'emails[value eq "x"]' },
    ])
    expect(answer.body).toMatchObject({ nickName: 'b', emails: [{ value: 'y', type: 'home' }] })
    const other = await client.user({ userName: 'other' })
    const group = await client.group({ members: [{ value: id }] })
    await client.patch(group.path, [
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: [{ value: other.id }] },
    ])
    expect(await client.values(group.path, 'members')).toEqual([other.id])
  })

  it('S7644-3.5.2-10: a filter selects members that an earlier operation has added', async () => {
    const client = openClient()
    const [one, two] = [await client.user({ userName: 'one' }), await client.user({ userName: 'two' })]
    const { path } = await client.group()
    const answer = await client.patch(path, [
      { op: 'add', path: 'members', value: [{ value: one.id }] },
      { op: 'replace', path: `members[value eq "${one.id}"]`, value: { value: two.id } },
    ])
    expect(answer.status).toBe(204)
    expect(await client.values(path, 'members')).toEqual([two.id])
  })

  it.each([
    ['work', [{ op: 'add', path: 'emails', value: { type: 'new', value: 'n', primary: true } }], ['new']],
    ['by path', [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }], ['home']],
    [
      'whole',
      [{ op: 'replace', path: 'emails[type eq "home"]', value: { type: 'home', value: 'h', primary: true } }],
      ['home'],
    ],
    ['merged', [{ op: 'add', path: 'emails', value: { type: 'home', value: 'h', primary: true } }], ['home']],
    [
      'twice',
      [
        { op: 'add', path: 'emails', value: { type: 'a', value: 'a', primary: true } },
        { op: 'add', path: 'emails', value: { type: 'b', value: 'b', primary: true } },
      ],
      ['b'],
    ],
    [
      'again',
      [
        {
          op: 'add',
          path: 'emails',
          value: [
            { type: 'work', value: 'w' },
            { type: 'x', value: 'x' },
          ],
        },
      ],
      ['work'],
    ],
  ])('S7644-3.5.2-11, S7643-2.4-03: setting primary resets the others (%s)', async (_, operations, expected) => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user({
      emails: [
        { type: 'work', value: 'w', primary: true },
        { type: 'home', value: 'h' },
      ],
    })
    const { body } = await client.patch(path, operations)
    const primary = Array.isArray(body.emails) ? body.emails.filter((email) => email.primary === true) : []
    expect(primary.map((email) => email.type)).toEqual(expected)
  })

  it('S7644-3.5.2-11: of several elements made primary at once the last one stays, or none is', async () => {
    const addresses = [{ type: 'work', region: 'a' }, { type: 'home' }, { type: 'work', region: 'b' }]
    const value = { type: 'work', primary: true }
    for (const [dialect, status] of [
      ['tolerant', 200],
      ['strict', 400],
    ] as const) {
      const client = openClient({ dialect })
      const { path } = await client.user({ addresses })
      const operation = { op: 'replace', path: 'addresses[type eq "work"]', value }
      const answer = await client.patch(path, [operation])
      expect(answer.status).toBe(status)
      const expected = [{ type: 'work', primary: false }, { type: 'home' }, value]
      expect((await client.get(path)).body.addresses).toEqual(status === 200 ? expected : addresses)
    }
  })

  it('S7643-2.4-08: two elements that an edit makes the same value become one', async () => {
    const client = openClient()
    const { path } = await client.user({
      emails: [
        { type: 'work', value: 'a', display: 'A' },
        { type: 'work', value: 'b', display: 'B' },
      ],
    })
    const { body } = await client.patch(path, [{ op: 'replace', path: 'emails[value eq "b"].value', value: 'a' }])
    expect(body.emails).toEqual([{ type: 'work', value: 'a', display: 'B' }])
  })

  it('S7644-3.5.2-12, S7644-3.5.2-13: is atomic', async () => {
    const client = openClient()
    const user = await client.user()
    const before = await client.get(user.path)
    const answer = await client.patch(user.path, [
      { op: 'replace', path: 'title', value: 't' },
      { op: 'replace', path: 'emails[type eq "fax" or type eq "pager"].value', value: 'x' },
    ])
    expect(answer).toMatchObject(error(400, 'noTarget'))
    expect((await client.get(user.path)).text).toBe(before.text)
  })

  it('S7644-3.5.2-12: is atomic over members and attributes', async () => {
    const client = openClient()
    const { id } = await client.user()
    await client.group({ displayName: 'taken' })
    const { path } = await client.group()
    const before = await client.get(path)
    const join = { op: 'add', path: 'members', value: [{ value: id }] }
    for (const bad of [
      { op: 'replace', path: 'displayName', value: 'Taken' },
      { op: 'add', path: 'members', value: [{ value: 'nobody' }] },
      { op: 'replace', path: 'members[value eq "nobody"]', value: { value: id } },
    ])
      expect((await client.patch(path, [join, bad])).status).toBeGreaterThanOrEqual(400)
    expect((await client.get(path)).text).toBe(before.text)
    expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty('groups')
  })

  it('S7644-3.5.2-25: what is taken stays taken', async () => {
    const client = openClient()
    await client.user({ userName: 'grace' })
    const { path } = await client.user()
    const answer = await client.patch(path, [
      { op: 'replace', path: 'title', value: 't' },
      { op: 'replace', path: 'userName', value: 'Grace' },
    ])
    expect(answer).toMatchObject(error(409, 'uniqueness'))
    expect((await client.get(path)).body).not.toHaveProperty('title')
  })

  it.each([
    [{ op: 'remove', path: gadgetExtensionUrn }],
    [{ op: 'replace', path: gadgetExtensionUrn, value: null }],
    [{ op: 'remove', path: `${gadgetExtensionUrn}:plant` }],
    [{ op: 'replace', path: 'label', value: '' }],
    [{ op: 'replace', path: 'label', value: null }],
  ])('S7644-3.5.2-26, S7643-6-05: %j would leave an invalid resource', async (operation) => {
    const client = openClient()
    const body = { schemas: [gadget.schema.id], label: 'g', [gadgetExtensionUrn]: { plant: 'p' } }
    const { body: created } = await client.post('/Gadgets', body)
    expect((await client.patch(`/Gadgets/${created.id}`, [operation])).status).toBe(400)
  })

  it('A45: a complex value put together by operations must have its required parts in the end', async () => {
    const client = openClient()
    const { path } = await client.widget()
    const colour = { op: 'add', path: 'box.colour', value: 'red' }
    expect(await client.patch(path, [colour])).toMatchObject(error(400, 'invalidValue'))
    const both = await client.patch(path, [colour, { op: 'add', path: 'box.size', value: 3 }])
    expect(both.body.box).toEqual({ colour: 'red', size: 3 })
    expect(await client.patch(path, [{ op: 'remove', path: 'box.size' }])).toMatchObject(error(400, 'mutability'))
  })

  it('S7644-3.5.2-27: one that changes nothing keeps version and lastModified', async () => {
    const client = openClient()
    const user = await client.user({ title: 't', emails: [{ value: 'a', type: 'work' }], name: { givenName: 'A' } })
    const group = await client.group({ members: [{ value: user.id }] })
    const before = [await client.get(user.path), await client.get(group.path)]
    await client.patch(user.path, [
      { op: 'replace', path: 'title', value: 't' },
      { op: 'add', path: 'emails', value: [{ type: 'work', value: 'a' }] },
      { op: 'add', path: 'name', value: { givenName: 'A' } },
      { op: 'remove', path: 'nickName' },
      { op: 'remove', path: 'emails[type eq "fax"]' },
    ])
    await client.patch(group.path, [
      { op: 'add', path: 'members', value: [{ value: user.id }] },
      { op: 'remove', path: 'members[value eq "nobody"]' },
      { op: 'replace', path: 'members', value: [{ value: user.id }] },
      { op: 'replace', path: `members[value eq "${user.id}"]`, value: { value: user.id } },
      { op: 'replace', path: 'displayName', value: 'Staff' },
    ])
    expect([await client.get(user.path), await client.get(group.path)].map(({ text }) => text)).toEqual(
      before.map(({ text }) => text),
    )
  })

  it('S7644-3.5.2-28: fifty operations on members work', async () => {
    const client = openClient()
    const ids = []
    for (let index = 0; index < 50; index += 1) ids.push((await client.user({ userName: `u${index}` })).id)
    const { path } = await client.group()
    const operations = ids.map((value) => ({ op: 'add', path: 'members', value: [{ value }] }))
    expect((await client.patch(path, operations)).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual(ids)
  })

  it('twenty concurrent additions to a group are all there', async () => {
    const client = openClient()
    const users = await Promise.all(Array.from({ length: 20 }, (_, index) => client.user({ userName: `u${index}` })))
    const { path } = await client.group()
    await Promise.all(users.map(({ id }) => client.patch(path, [{ op: 'add', path: 'members', value: { value: id } }])))
    expect((await client.values(path, 'members')).length).toBe(20)
  })
})
