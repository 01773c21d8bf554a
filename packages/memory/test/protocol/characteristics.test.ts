import { type JsonValue, parseDefinitions } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { baseUrl, type Client, enterpriseUrn, error, openClient, query, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

const widget = (attributes: object) => ({ schemas: [widgetUrn], name: 'cog', ...attributes })
const count = async (client: Client, endpoint: string, filter: string) =>
  (await client.get(`${endpoint}${query({ filter })}`)).body.totalResults

/** What the attribute takes, and one value of every JSON kind it does not. */
const kinds: readonly (readonly [string, JsonValue, readonly JsonValue[]])[] = [
  ['badge', 'text', [1, true, { a: 1 }, ['a', 'b']]],
  ['enabled', false, ['yes', 0, { a: 1 }, [true, false]]],
  ['ratio', 1.5, ['1.5', true, { a: 1 }, [1, 2]]],
  ['count', 5, ['5', 5.5, true, { a: 1 }, [1, 2]]],
  ['at', '2011-05-13T04:42:34Z', ['2011-05-13', '13/05/2011', '2011-05-13T25:00:00Z', 1305261754, true, { a: 1 }, []]],
  ['blob', 'AQID', ['%%%', 'AQIDA', 1, true, { a: 1 }]],
  ['link', 'urn:a:b', ['http://[bad', 'a b', 1, true, { a: 1 }]],
  ['tags', ['x'], ['x', [1], [{ value: 'x' }], { value: 'x' }]],
  ['dim', { w: 1 }, ['x', 1, true, [1, 2], { w: 'x' }, { unit: { x: 1 } }]],
  ['parts', [{ value: 'x' }], ['x', 1, ['x'], [[{ value: 'x' }]], [{ value: 1 }], [{ primary: 'true' }]]],
]

describe('The type of an attribute', () => {
  it.each(kinds)(
    'S7643-2.3-02, S7643-2.3.5-01, S7643-2.3.6-01, S7643-2.3.7-01: %s takes nothing else',
    async (name, right, wrong) => {
      const client = openClient({ dialect: 'strict' })
      const { path } = await client.widget({ [name]: right })
      const before = (await client.get(path)).text
      for (const value of wrong.filter((each) => !Array.isArray(each) || each.length > 0)) {
        const refused = error(400, 'invalidValue')
        expect(
          await client.post('/Widgets', widget({ name: 'other', [name]: value })),
          JSON.stringify(value),
        ).toMatchObject(refused)
        expect(await client.put(path, widget({ [name]: value })), JSON.stringify(value)).toMatchObject(refused)
        expect(await client.patch(path, [{ op: 'replace', path: name, value }]), JSON.stringify(value)).toMatchObject(
          refused,
        )
      }
      expect((await client.get(path)).text).toBe(before)
    },
  )

  it.each(['', 'é', 'e\u0301', '😀', 'עברית', '\u0000', 'x'.repeat(10_000)])(
    'S7643-2.3.1-01: a string of any characters comes back as it was sent: %j',
    async (code) => {
      const client = openClient({ dialect: { base: 'strict', rules: { emptyStrings: false } } })
      const { body } = await client.post('/Widgets', widget({ code }))
      expect((await client.get(`/Widgets/${body.id}`)).body.code).toBe(code)
    },
  )

  it.each(['\ud800', 'a\udfff'])('S7643-2.3.1-01: half a character is no string: %j', async (code) => {
    const client = openClient()
    const { path } = await client.widget()
    expect(await client.post('/Widgets', widget({ name: 'x', code }))).toMatchObject(error(400, 'invalidValue'))
    expect(await client.patch(path, [{ op: 'add', path: 'tags', value: [code] }])).toMatchObject(
      error(400, 'invalidValue'),
    )
  })

  it('S7643-2.3.6-01: binaries are equal when their bytes are', async () => {
    const client = openClient()
    for (const blob of ['AQI', 'AQI=', 'AQID', '-_8'])
      expect((await client.post('/Widgets', widget({ name: blob, blob }))).body.blob).toBe(blob)
    expect(await count(client, '/Widgets', 'blob eq "AQI="')).toBe(2)
    expect(await count(client, '/Widgets', 'blob eq "AQI"')).toBe(2)
    expect(await count(client, '/Widgets', 'blob eq "+/8="')).toBe(1)
    expect(await count(client, '/Widgets', 'blob eq "aqid"')).toBe(0)
    expect((await client.get(`/Widgets${query({ filter: 'blob eq "%%"' })}`)).body.scimType).toBe('invalidFilter')
  })

  it('S7643-2.3.5-01, S7644-3.4.2.2-34: dateTimes are compared and sorted as instants, and come back as sent', async () => {
    const client = openClient()
    const times = [
      '2011-05-13T04:42:34Z',
      '2011-05-13T06:42:34.001+02:00',
      '2011-05-13T04:42:33.9Z',
      '2011-05-13T04:42:35',
    ]
    for (const [index, at] of times.entries()) await client.widget({ name: `${index}`, at })
    expect(await count(client, '/Widgets', 'at eq "2011-05-13T00:42:34-04:00"')).toBe(1)
    expect(await count(client, '/Widgets', 'at lt "2011-05-13T04:42:34.000Z"')).toBe(1)
    const { body } = await client.get('/Widgets?sortBy=at')
    const listed = Array.isArray(body.Resources) ? body.Resources.map(({ at }) => at) : []
    expect(listed).toEqual([times[2], times[0], times[1], times[3]])
  })

  it('S7643-2.3.2-01: a text is a boolean for a client that is known to write it so, and for no other', async () => {
    const sent = widget({ enabled: 'True' })
    expect((await openClient().post('/Widgets', sent)).body.enabled).toBe(true)
    expect(await openClient({ dialect: 'strict' }).post('/Widgets', sent)).toMatchObject(error(400, 'invalidValue'))
  })
})

describe('The URI of a reference', () => {
  it.each([
    ['HTTPS://Example.com:443/a/./b/../c', 'https://example.com/a/c', true],
    ['https://example.com/%7euser', 'https://example.com/~user', true],
    ['https://example.com/a%2fb', 'https://example.com/a%2Fb', true],
    ['http://example.com', 'http://example.com:80/', true],
    ['https://example.com/a', 'https://example.com/A', false],
    ['https://example.com/v1/x/y', 'https://example.com/v2/x/y', false],
    ['https://example.com:8443/a', 'https://example.com/a', false],
    ['https://example.com/a%2Fb', 'https://example.com/a/b', false],
  ])('S7643-2.4-06: %s equals %s: %s', async (sent, asked, isEqual) => {
    const client = openClient()
    const { path } = await client.widget({ link: sent })
    expect((await client.get(path)).body.link).toBe(sent)
    expect(await count(client, '/Widgets', `link eq "${asked}"`)).toBe(Number(isEqual))
    expect(await count(client, '/Widgets', `link sw "${sent.slice(0, 12)}"`)).toBe(1)
  })

  it('S7643-2.4-05, S7643-2.3.7-02: of a SCIM resource is equal with any API version, or none, and relative', async () => {
    const client = openClient()
    const user = await client.user()
    const root = baseUrl.replace(/\/v2$/, '')
    const uris = [
      `${baseUrl}/Users/`,
      `${root}/Users/`,
      `${root}/v3/Users/`,
      'Users/',
      `${baseUrl.toUpperCase().slice(0, 8)}${baseUrl.slice(8)}/./Users/`,
    ]
    const { path } = await client.group({ members: uris.slice(0, 4).map((uri) => ({ $ref: `${uri}${user.id}` })) })
    expect(await client.values(path, 'members')).toEqual([user.id])
    for (const uri of uris) {
      expect(await count(client, '/Groups', `members.$ref eq "${uri}${user.id}"`), uri).toBe(1)
      expect(await count(client, '/Groups', `members[$ref eq "${uri}${user.id}"]`), uri).toBe(1)
      expect(await count(client, '/Users', `meta.location eq "${uri}${user.id}"`), uri).toBe(1)
    }
    for (const other of [
      `${baseUrl}/Groups/${user.id}`,
      `https://elsewhere.example/Users/${user.id}`,
      `${baseUrl}/Users`,
      'x',
    ])
      expect(await count(client, '/Groups', `members.$ref eq "${other}"`), other).toBe(0)
    expect(await count(client, '/Groups', 'members.$ref pr')).toBe(1)
    expect((await client.get(`/Groups${query({ filter: 'members.$ref co "Users"' })}`)).body.scimType).toBe(
      'invalidFilter',
    )
    await client.patch(path, [{ op: 'remove', path: `members[$ref eq "${root}/Users/${user.id}"]` }])
    expect(await client.values(path, 'members')).toEqual([])
  })

  it('S7643-4.3-01: of a manager is found by the user it leads to', async () => {
    const client = openClient()
    const boss = await client.user({ userName: 'boss' })
    await client.user({ [enterpriseUrn]: { manager: { value: boss.id } } })
    expect(await count(client, '/Users', `${enterpriseUrn}:manager.$ref eq "${baseUrl}/Users/${boss.id}"`)).toBe(1)
    expect(await count(client, '/Users', `${enterpriseUrn}:manager.$ref eq "${baseUrl}/Groups/${boss.id}"`)).toBe(0)
  })

  it('S7643-7-17: leads only to a type the attribute refers to', async () => {
    const client = openClient()
    const { id } = await client.widget()
    expect(await client.post('/Groups', { displayName: 'x', members: [{ value: id }] })).toMatchObject(
      error(400, 'invalidValue'),
    )
  })
})

describe('Mutability', () => {
  const part = { value: '1', type: 'a', sn: 'S1', qty: 1 }

  it('S7643-7-08: an immutable value is set once, and PUT without it keeps it', async () => {
    const client = openClient()
    const { path } = await client.widget()
    expect((await client.put(path, widget({ serial: 'S' }))).body.serial).toBe('S')
    expect((await client.put(path, widget({ serial: 'S' }))).status).toBe(200)
    expect((await client.put(path, widget({}))).body.serial).toBe('S')
    expect((await client.put(path, widget({ serial: null }))).body.serial).toBe('S')
    for (const serial of ['T', 's'])
      expect(await client.put(path, widget({ serial }))).toMatchObject(error(400, 'mutability'))
    expect(await client.patch(path, [{ op: 'replace', path: 'serial', value: 'T' }])).toMatchObject(
      error(400, 'mutability'),
    )
    expect((await client.get(path)).body.serial).toBe('S')
  })

  it('S7643-7-08: an immutable sub-attribute stays with its element', async () => {
    const client = openClient()
    const { path } = await client.widget({ parts: [part, { value: '2' }] })
    const refused = error(400, 'mutability')
    expect(await client.put(path, widget({ parts: [{ ...part, sn: 'S2' }] }))).toMatchObject(refused)
    expect(await client.put(path, widget({ parts: [{ ...part, type: 'b', sn: 'S2' }] }))).toMatchObject(refused)
    const operations = [
      { op: 'replace', path: 'parts[value eq "1"].sn', value: 'S2' },
      { op: 'replace', path: 'parts[value eq "1"]', value: { ...part, sn: 'S2' } },
      { op: 'add', path: 'parts', value: [{ ...part, sn: 'S2' }] },
      { op: 'replace', path: 'parts', value: [{ ...part, sn: 'S2' }] },
      { op: 'remove', path: 'parts[value eq "1"].sn' },
    ]
    for (const operation of operations)
      expect(await client.patch(path, [operation]), JSON.stringify(operation)).toMatchObject(refused)
    expect((await client.get(path)).body.parts).toMatchObject([part, { value: '2' }])
  })

  it('S7643-7-08: an element that is replaced without its immutable sub-attribute keeps it, and one without may be given one', async () => {
    const client = openClient()
    const { path } = await client.widget({ parts: [part, { value: '2' }] })
    const put = await client.put(
      path,
      widget({
        parts: [
          { value: '1', type: 'a', qty: 2 },
          { value: '2', sn: 'S2' },
        ],
      }),
    )
    expect(put.body.parts).toMatchObject([
      { ...part, qty: 2 },
      { value: '2', sn: 'S2' },
    ])
    const replace = { op: 'replace', path: 'parts[value eq "1"]', value: { value: '1', qty: 3 } }
    expect((await client.patch(path, [replace])).body.parts).toMatchObject([
      { value: '1', sn: 'S1', qty: 3 },
      { sn: 'S2' },
    ])
    const all = { op: 'replace', path: 'parts', value: [{ value: '2' }, { value: '3', sn: 'S1' }] }
    expect((await client.patch(path, [all])).body.parts).toMatchObject([{ sn: 'S2' }, { value: '3', sn: 'S1' }])
  })

  it('S7643-7-07, S7643-4.3-02: what is read-only is ignored in a body and refused in a PATCH', async () => {
    const client = openClient()
    const { body } = await client.post('/Widgets', widget({ state: 'mine' }))
    expect(body.state).not.toBe('mine')
    expect(await client.patch(`/Widgets/${body.id}`, [{ op: 'add', path: 'state', value: 'x' }])).toMatchObject(
      error(400, 'mutability'),
    )
    const manager = { value: 'm', displayName: 'mine' }
    const user = await client.user({ [enterpriseUrn]: { manager } })
    expect((await client.get(user.path)).text).not.toContain('mine')
    const path = `${enterpriseUrn}:manager.displayName`
    expect(await client.patch(user.path, [{ op: 'replace', path, value: 'x' }])).toMatchObject(error(400, 'mutability'))
  })

  it('S7643-7-09, S7643-7-11: what is write-only is kept, and never seen', async () => {
    const client = openClient()
    const created = await client.post('/Widgets', widget({ secret: 'marker-1' }))
    const path = `/Widgets/${created.body.id}`
    const answers = [
      created,
      await client.get(`${path}?attributes=secret,name`),
      await client.get('/Widgets?attributes=secret'),
      await client.patch(path, [{ op: 'replace', path: 'secret', value: 'marker-2' }]),
      await client.put(`${path}?attributes=${widgetUrn}:secret`, widget({ secret: 'marker-3' })),
      await client.get(`/Widgets${query({ filter: 'secret eq "marker-3"' })}`),
      await client.get('/Widgets?sortBy=secret'),
    ]
    for (const { text } of answers) expect(text).not.toMatch(/marker-[123]/)
    expect(answers.slice(-2).map(({ status }) => status)).toEqual([400, 400])
  })
})

/** A type of JSON definitions, with what Widget has at the top of the schema in its sub-attributes. */
const crate = {
  resourceTypes: [{ name: 'Crate', endpoint: '/Crates', schema: 'urn:example:Crate' }],
  schemas: [
    {
      id: 'urn:example:Crate',
      attributes: [
        { name: 'label', type: 'string' },
        { name: 'tag', type: 'string', uniqueness: 'global' },
        { name: 'number', type: 'integer', uniqueness: 'server' },
        { name: 'sealed', type: 'dateTime', uniqueness: 'server' },
        { name: 'site', type: 'reference', referenceTypes: ['external'], uniqueness: 'server' },
        { name: 'codes', type: 'string', multiValued: true, uniqueness: 'server' },
        {
          name: 'lid',
          type: 'complex',
          subAttributes: [
            { name: 'colour', default: 'grey' },
            { name: 'maker' },
            { name: 'hint', returned: 'request' },
            { name: 'badge', returned: 'always' },
            { name: 'key', mutability: 'writeOnly' },
            { name: 'serial', mutability: 'immutable' },
          ],
        },
        {
          name: 'seal',
          type: 'complex',
          mutability: 'immutable',
          subAttributes: [{ name: 'number' }, { name: 'pin', mutability: 'writeOnly' }],
        },
      ],
    },
  ],
}
const openCrates = () => openClient({ resourceTypes: parseDefinitions(crate), dialect: 'strict' })
const body = (attributes: object) => ({ schemas: ['urn:example:Crate'], ...attributes })

describe('An immutable attribute with a part that is never shown', () => {
  it('A37: is what it was when it comes back as it was read, and no other', async () => {
    const client = openCrates()
    const { body: made } = await client.post('/Crates', body({ label: 'l', seal: { number: '7', pin: '1234' } }))
    expect(made.seal).toEqual({ number: '7' })
    const put = (seal: unknown) => client.put(`/Crates/${made.id}`, body({ label: 'm', seal }))
    expect(await put(made.seal)).toMatchObject({ status: 200, body: { label: 'm', seal: { number: '7' } } })
    expect(await put({ number: '7', pin: '1234' })).toMatchObject({ status: 200 })
    for (const seal of [{ number: '8' }, { number: '7', pin: '4321' }, { pin: '1234' }])
      expect(await put(seal)).toMatchObject(error(400, 'mutability'))
  })
})

describe('What is returned of sub-attributes', () => {
  const lid = { maker: 'm', hint: 'h', badge: 'b', key: 'marker', serial: 's' }

  it('S7643-7-10, S7643-7-11, S7643-7-12, S7643-7-13: follows their own characteristic', async () => {
    const client = openCrates()
    const created = await client.post('/Crates', body({ label: 'l', lid }))
    const path = `/Crates/${created.body.id}`
    const shown = async (search: string) => (await client.get(`${path}${search}`)).body.lid
    expect(created.body.lid).toEqual({ colour: 'grey', maker: 'm', hint: 'h', badge: 'b', serial: 's' })
    expect(await shown('')).toEqual({ colour: 'grey', maker: 'm', badge: 'b', serial: 's' })
    expect(await shown('?attributes=label')).toEqual({ badge: 'b' })
    expect(await shown('?attributes=lid.hint')).toEqual({ hint: 'h', badge: 'b' })
    expect(await shown('?attributes=lid.key')).toEqual({ badge: 'b' })
    expect(await shown('?excludedAttributes=lid')).toEqual({ badge: 'b' })
    expect(await shown('?excludedAttributes=lid.badge,lid.colour')).toEqual({ maker: 'm', badge: 'b', serial: 's' })
  })

  it('S7643-7-13: one that is returned on request is so when it has just been sent', async () => {
    const client = openCrates()
    const { body: created } = await client.post('/Crates', body({ lid }))
    const path = `/Crates/${created.id}`
    const hint = async (operation: object) => {
      const answer = await client.patch(path, [operation])
      return (Object(answer.body.lid) as { hint?: string }).hint
    }
    expect(await hint({ op: 'replace', path: 'lid.maker', value: 'n' })).toBeUndefined()
    expect(await hint({ op: 'replace', path: 'lid.hint', value: 'i' })).toBe('i')
    expect(await hint({ op: 'add', value: { lid: { hint: 'j' } } })).toBe('j')
    expect(await hint({ op: 'add', value: { lid: { maker: 'o' } } })).toBeUndefined()
    expect(Object((await client.put(path, body({ lid: { serial: 's', hint: 'k' } }))).body.lid)).toHaveProperty(
      'hint',
      'k',
    )
    expect(Object((await client.put(path, body({ lid: { serial: 's' } }))).body.lid)).not.toHaveProperty('hint')
  })

  it('S7643-7-08, S7644-3.5.1-10: PUT keeps what is immutable or write-only in a complex value', async () => {
    const client = openCrates()
    const { body: created } = await client.post('/Crates', body({ lid }))
    const path = `/Crates/${created.id}`
    expect((await client.put(path, body({ lid: { maker: 'n' } }))).body.lid).toMatchObject({ maker: 'n', serial: 's' })
    expect(await client.put(path, body({ lid: { serial: 't' } }))).toMatchObject(error(400, 'mutability'))
  })
})

describe('Uniqueness', () => {
  const tenant = (name: string) => ({ authorization: `Bearer ${name}` })

  it.each([
    ['number', 5, 5],
    ['sealed', '2011-05-13T04:42:34Z', '2011-05-13T06:42:34.0+02:00'],
    ['site', 'https://example.com/a', 'HTTPS://EXAMPLE.com:443/./a'],
    ['codes', ['a', 'b'], ['c', 'B']],
  ])('S7643-7-14: is decided by the value, whatever its type: %s', async (name, first, second) => {
    const client = openCrates()
    const held = await client.post('/Crates', body({ [name]: first }))
    const other = await client.post('/Crates', body({}))
    const path = `/Crates/${other.body.id}`
    expect(await client.post('/Crates', body({ [name]: second }))).toMatchObject(error(409, 'uniqueness'))
    expect(await client.put(path, body({ [name]: second }))).toMatchObject(error(409, 'uniqueness'))
    expect(await client.patch(path, [{ op: 'add', path: name, value: second }])).toMatchObject(error(409, 'uniqueness'))
    expect((await client.put(`/Crates/${held.body.id}`, body({ [name]: second }))).status).toBe(200)
    expect((await client.post('/Crates', body({ [name]: first }), tenant('globex'))).status).toBe(201)
  })

  it('S7643-7-15: of the global kind holds over all tenants', async () => {
    const client = openCrates()
    await client.post('/Crates', body({ tag: 'T' }))
    expect(await client.post('/Crates', body({ tag: 't' }), tenant('globex'))).toMatchObject(error(409, 'uniqueness'))
    expect((await client.post('/Crates', body({}), tenant('globex'))).status).toBe(201)
  })

  it('S7643-7-05, S7643-7-06: counts case for an attribute that does, and for a filter on it', async () => {
    const client = openClient()
    await client.widget({ name: 'a', code: 'AbC' })
    expect((await client.post('/Widgets', widget({ name: 'b', code: 'abc' }))).body.code).toBe('abc')
    expect(await client.post('/Widgets', widget({ name: 'A' }))).toMatchObject(error(409, 'uniqueness'))
    expect(await count(client, '/Widgets', 'code eq "AbC"')).toBe(1)
    expect(await count(client, '/Widgets', 'code sw "AB"')).toBe(0)
    expect(await count(client, '/Widgets', 'name sw "A"')).toBe(1)
  })
})

describe('The text of a name', () => {
  it.each([
    ['ＢＪＥＮＳＥＮ', 'bjensen'],
    ['bj\uff0eensen@example.com', 'BJ.ensen@example.com'],
    ['e\u0301mile', 'É MILE'.replace(' ', '')],
    ['straße', 'STRASSE'],
    ['STRAẞE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ｱﾊﾞ', 'アバ'],
  ])('S7644-5-01, S7644-7.8-01, S7644-3.4.2.2-36, S7643-4.1.1-03: %s is %s', async (sent, same) => {
    const client = openClient()
    const { path } = await client.user({ userName: sent })
    expect((await client.get(path)).body.userName).toBe(sent)
    expect(await client.post('/Users', { schemas: [userUrn], userName: same })).toMatchObject(error(409, 'uniqueness'))
    expect(await count(client, '/Users', `userName eq "${same}"`)).toBe(1)
    expect(await count(client, '/Users', `userName co "${same.slice(1, 3)}"`)).toBe(1)
    expect((await client.put(path, { schemas: [userUrn], userName: same })).body.userName).toBe(same)
  })

  it.each([
    ['ı', 'i'],
    ['ﬁ', 'ﬀ'],
    ['a', 'а'],
  ])('S7644-5-01: %s is not %s', async (first, second) => {
    const client = openClient()
    await client.user({ userName: first })
    expect((await client.post('/Users', { schemas: [userUrn], userName: second })).status).toBe(201)
  })

  it.each(['a\u0000b', 'a\u200bb', 'a\nb', 'a\u0378b', 'a\ue000b', 'a\u2028b', 'a\u202eb', 'a\ud800'])(
    'S7644-5-01: a user name with a character nobody sees is refused: %j',
    async (userName) => {
      const client = openClient()
      const { path } = await client.user()
      const refused = error(400, 'invalidValue')
      expect(await client.post('/Users', { schemas: [userUrn], userName })).toMatchObject(refused)
      expect(await client.patch(path, [{ op: 'replace', path: 'userName', value: userName }])).toMatchObject(refused)
      expect(await client.patch(path, [{ op: 'replace', value: { userName } }])).toMatchObject(refused)
    },
  )

  it.each(['ada lovelace', "o'hara+x@example.com", 'عمر', 'DOMAIN\\ada', '名前', 'Ａda'])(
    'S7644-5-01: a user name that people have is taken: %s',
    async (userName) => {
      expect((await openClient().post('/Users', { schemas: [userUrn], userName })).body.userName).toBe(userName)
    },
  )
})

describe('Values of several, and none', () => {
  it('S7643-2.4-03: at most one value is primary', async () => {
    const client = openClient({ dialect: 'strict' })
    const two = [
      { value: '1', primary: true },
      { value: '2', primary: true },
    ]
    const { path } = await client.widget({ parts: [{ value: '0', primary: true }] })
    const refused = error(400, 'invalidValue')
    expect(await client.post('/Widgets', widget({ name: 'x', parts: two }))).toMatchObject(refused)
    expect(await client.put(path, widget({ parts: two }))).toMatchObject(refused)
    expect(await client.patch(path, [{ op: 'add', path: 'parts', value: two }])).toMatchObject(refused)
    const { body } = await client.patch(path, [{ op: 'add', path: 'parts', value: two.slice(1) }])
    expect(body.parts).toMatchObject([
      { value: '0', primary: false },
      { value: '2', primary: true },
    ])
  })

  it('S7643-2.4-04: a value that does not say whether it is primary is not', async () => {
    const client = openClient()
    await client.widget({ parts: [{ value: '1' }] })
    expect(await count(client, '/Widgets', 'parts[primary eq false]')).toBe(1)
    expect(await count(client, '/Widgets', 'parts.primary eq true')).toBe(0)
  })

  it('S7643-2.4-08, S7643-4.2-05: the same value is there once', async () => {
    const client = openClient()
    const twice = { value: '1', type: 'a' }
    const { path } = await client.widget({ parts: [twice, twice, { ...twice, type: 'b' }], tags: ['x', 'x'] })
    await client.patch(path, [{ op: 'add', path: 'parts', value: [twice] }])
    const { body } = await client.get(path)
    expect(body.parts).toMatchObject([twice, { ...twice, type: 'b' }])
    const said = { ...twice, display: 'later', primary: true }
    const { path: other } = await client.widget({ name: 'other', parts: [twice, { value: '2', type: 'a' }, said] })
    expect((await client.get(other)).body.parts).toMatchObject([said, { value: '2', type: 'a' }])
    expect(body.parts).toHaveLength(2)
    expect(body.tags).toEqual(['x'])
  })

  it('S7643-2.5-01, S7643-2.5-02, S7643-2.5-03: absent, null and an empty list are one state', async () => {
    const client = openClient()
    const states = [{}, { badge: null, tags: null, parts: null }, { badge: null, tags: [], parts: [] }]
    for (const [index, state] of states.entries()) {
      const { path } = await client.widget({ name: `${index}`, badge: 'x', tags: ['x'], parts: [{ value: 'x' }] })
      const { body } = await client.put(path, widget({ name: `${index}`, ...state }))
      expect(Object.keys(body).sort()).toEqual(['defaulted', 'id', 'meta', 'name', 'schemas', 'stamp', 'state'])
    }
    expect(await count(client, '/Widgets', 'badge pr or tags pr or parts pr')).toBe(0)
    expect(await count(client, '/Widgets', 'badge eq null')).toBe(3)
  })

  it('S7644-3.3-02, S7644-3.3-03, S7644-3.4.2.2-34: a default is a value until the client says there is none', async () => {
    const client = openClient()
    const { path } = await client.widget({ name: 'a' })
    expect((await client.get(path)).body.defaulted).toBe('std')
    expect(await count(client, '/Widgets', 'defaulted eq "std"')).toBe(1)
    for (const none of [null, []]) {
      const { body } = await client.post('/Widgets', widget({ name: `b${none}`, defaulted: none }))
      expect(body).not.toHaveProperty('defaulted')
    }
    expect(await count(client, '/Widgets', 'defaulted pr')).toBe(1)
  })
})

describe('The form of a value', () => {
  const certificate = (bytes: readonly number[]) => [{ value: Buffer.from(bytes).toString('base64') }]
  const long = [0x30, 0x82, 0x01, 0x00, ...Array.from({ length: 256 }, () => 0)]

  it.each(['US', 'us', 'CH'])('S7643-4.1.2-06: %s is a country', async (country) => {
    const client = openClient({ dialect: 'strict' })
    const { body } = await client.post('/Users', { schemas: [userUrn], userName: 'x', addresses: [{ country }] })
    expect(body.addresses).toEqual([{ country }])
  })

  it.each(['USA', 'United States', '', 'U1'])('S7643-4.1.2-06: %j is none, to the letter', async (country) => {
    const user = { schemas: [userUrn], userName: 'x', addresses: [{ country, type: 'work' }] }
    const client = openClient({ dialect: { base: 'strict', rules: { emptyStrings: false } } })
    expect(await client.post('/Users', user)).toMatchObject(error(400, 'invalidValue'))
    const tolerant = await openClient().post('/Users', user)
    expect(tolerant.status).toBe(201)
    expect(tolerant.event.normalisations).toHaveProperty(country === '' ? 'emptyStrings' : 'anyFormat')
  })

  it.each([
    ['one', certificate(long), true],
    ['a short one', certificate([0x30, 1, 5]), true],
    ['two', certificate([0x30, 1, 5, 0x30, 1, 5]), false],
    ['half of one', certificate(long.slice(0, 99)), false],
    ['something else', certificate([1, 2, 3]), false],
    ['nothing', certificate([0x30]), false],
    ['PEM', [{ value: '-----BEGIN CERTIFICATE-----' }], false],
  ])('S7643-4.1.2-10: a certificate is exactly one: %s', async (_, x509Certificates, isOne) => {
    const client = openClient({ dialect: 'strict' })
    const answer = await client.post('/Users', { schemas: [userUrn], userName: 'x', x509Certificates })
    expect(answer).toMatchObject(isOne ? { status: 201, body: { x509Certificates } } : error(400, 'invalidValue'))
  })

  it('S7643-4.1.2-05: a photo is at a URI, which is announced to be external and is not fetched', async () => {
    const client = openClient({ dialect: 'strict' })
    const photos = (value: string) => ({ schemas: [userUrn], userName: 'x', photos: [{ value }] })
    expect(await client.post('/Users', photos('not a uri'))).toMatchObject(error(400, 'invalidValue'))
    expect((await client.post('/Users', photos('https://localhost:1/photo.jpg'))).status).toBe(201)
    const { body } = await client.get(`/Schemas/${userUrn}`)
    const announced = { name: 'value', type: 'reference', referenceTypes: ['external'], caseExact: true }
    expect(body.attributes).toContainEqual(
      expect.objectContaining({
        name: 'photos',
        subAttributes: expect.arrayContaining([expect.objectContaining(announced)]),
      }),
    )
  })
})
