import type { JsonObject } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { enterpriseUrn, error, openClient, patchUrn, query, searchUrn, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

const cog = { schemas: [widgetUrn], name: 'cog' }

async function keep(attributes: JsonObject) {
  const client = openClient()
  const { status, body } = await client.post('/Widgets', { ...cog, ...attributes })
  return status === 201 ? (await client.get(`/Widgets/${body.id}`)).body : body
}

describe('Values', () => {
  it.each(['é', 'e\u0301', '😀', '\u05e9\u05dc\u05d5\u05dd', 'a\u0000b', ' x '.repeat(4000), '"\\/\u2028'])(
    'S7643-2.3.1-01, S7643-7-06: the text %j keeps its code points',
    async (code) => {
      expect((await keep({ code })).code).toBe(code)
    },
  )

  it.each([1, 1.5, -0.25, 100, 0])('S7643-2.3.3-01: the decimal %d is kept', async (ratio) => {
    expect((await keep({ ratio })).ratio).toBe(ratio)
  })

  it('S7643-2.3.3-01, S7643-2.3.4-01: numbers compare as numbers, and integers have no fraction', async () => {
    const client = openClient()
    await client.widget({ ratio: 1.5, count: 9 })
    await client.post('/Widgets', { ...cog, name: 'b', count: 10 })
    for (const filter of ['ratio eq 1.50', 'count gt 9', 'count lt 10'])
      expect((await client.get(`/Widgets${query({ filter })}`)).body.totalResults).toBe(1)
    expect(await client.post('/Widgets', '{"name":"c","count":9007199254740993}')).toMatchObject(
      error(400, 'invalidValue'),
    )
  })

  it.each(['2011-05-13T04:42:34Z', '2011-05-13T04:42:34.123+02:00', '2011-05-13T24:00:00'])(
    'S7643-2.3.5-01: the time %s is kept as it is written',
    async (at) => {
      expect((await keep({ at })).at).toBe(at)
    },
  )

  it.each(['2011-05-13', '13/05/2011', '2011-05-13T25:00:00Z', '2011-02-30T00:00:00Z', '', 'now'])(
    'S7643-2.3.5-01: %j is no time',
    async (at) => {
      const { status, ...body } = await keep({ at })
      // An empty text is no value at all: the dialect rule emptyStrings.
      expect(at === '' ? 'at' in body : status).toEqual(at === '' ? false : '400')
    },
  )

  it.each(['AQID', 'AQI', 'AQI=', '-_8', ''])('S7643-2.3.6-01: %j is base64', async (blob) => {
    expect((await keep({ blob })).blob).toBe(blob === '' ? undefined : blob)
  })

  it.each(['https://x.org/y?z#a', 'Users/1', 'urn:a:b', '../x'])(
    'S7643-2.3.7-01, S7643-4.1.1-06: %s is a reference',
    async (link) => {
      expect((await keep({ link })).link).toBe(link)
    },
  )

  it('S7643-2.3.1-02: a value that is not canonical is taken as well', async () => {
    expect((await keep({ parts: [{ value: 'p', type: 'vacation' }] })).parts).toMatchObject([{ type: 'vacation' }])
  })

  it('S7643-2.3.8-02: there is nothing complex inside something complex', async () => {
    expect(await keep({ dim: { unit: { x: 1 } } })).toMatchObject({ scimType: 'invalidValue' })
  })

  it('S7643-2.4-04: an element that does not say it is primary is not', async () => {
    const client = openClient()
    await client.user({ emails: [{ value: 'a' }] })
    const total = async (filter: string) => (await client.get(`/Users${query({ filter })}`)).body.totalResults
    expect([await total('emails[primary eq false]'), await total('emails.primary eq true')]).toEqual([1, 0])
  })

  it('S7643-4.3-03: a manager is complex and a number is no text, to the letter', async () => {
    const client = openClient({ dialect: 'strict' })
    for (const extension of [{ manager: 'id' }, { employeeNumber: 123 }])
      expect(
        await client.post('/Users', { schemas: [userUrn], userName: 'x', [enterpriseUrn]: extension }),
      ).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7643-4.1.1-14, S7644-3.4.2.2-40: nobody can ask for a password', async () => {
    const client = openClient()
    const { path } = await client.user({ password: 'hunter2' })
    for (const filter of ['password eq "hunter2"', 'password pr', 'not (password sw "h")'])
      expect(await client.post('/Users/.search', { schemas: [searchUrn], filter })).toMatchObject(
        error(400, 'invalidFilter'),
      )
    expect(await client.patch(path, [{ op: 'remove', path: 'password[value eq "x"]' }])).toMatchObject(error(400))
  })
})

describe('Common attributes', () => {
  it('S7643-2.1-01, S7643-3-01, S7643-3.1-04: every resource in every answer has schemas and an id', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    const resources = [
      await client.get(`${path}?attributes=title`),
      await client.get(`${path}?excludedAttributes=id,schemas`),
      await client.put(path, { userName: 'ada' }),
      await client.patch(path, [{ op: 'add', path: 'title', value: 't' }]),
    ].map(({ body }) => body)
    const lists = [
      await client.get('/Users?attributes=title'),
      await client.post('/.search', { schemas: [searchUrn], excludedAttributes: ['schemas'] }),
    ].flatMap(({ body }) => body.Resources)
    for (const resource of [...resources, ...lists]) expect(resource).toMatchObject({ schemas: [userUrn], id })
  })

  it.each(['user', 'group', 'widget'] as const)(
    'S7643-3-05, S7643-3.1-01, S7643-3.1-02: a %s has externalId, id and meta',
    async (kind) => {
      const client = openClient()
      const { path, id } = await client[kind]({ externalId: 'E' })
      expect((await client.get(path)).body).toMatchObject({
        externalId: 'E',
        id,
        meta: {
          resourceType: expect.any(String),
          created: expect.any(String),
          lastModified: expect.any(String),
          location: expect.any(String),
          version: expect.any(String),
        },
      })
    },
  )

  it('S7643-3.1-05, S7643-3.1-08: ids differ over all types, and none contains bulkId', async () => {
    const client = openClient()
    const ids: string[] = []
    for (let index = 0; index < 100; index += 1) {
      ids.push((await client.user({ userName: `u${index}` })).id, (await client.group({ displayName: `g${index}` })).id)
    }
    expect(new Set(ids).size).toBe(200)
    expect(ids.filter((id) => /bulkid/i.test(id))).toEqual([])
  })

  it('S7643-3.1-06: an id stays when everything else changes', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    await client.put(path, { userName: 'other', externalId: 'e' })
    expect((await client.patch(path, [{ op: 'replace', path: 'userName', value: 'third' }])).body.id).toBe(id)
  })

  it('S7643-3.1-10, S7643-3.1-12, A33: an externalId comes from the client, and may come twice', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect((await client.get(path)).body).not.toHaveProperty('externalId')
    await client.user({ userName: 'b', externalId: 'same' })
    await client.user({ userName: 'c', externalId: 'same' })
    expect((await client.get(`/Users${query({ filter: 'externalId eq "same"' })}`)).body.totalResults).toBe(2)
  })

  it('S7643-3.1-20: meta is the server’s, and shown by default', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [{ op: 'replace', path: 'meta.version', value: 'x' }])).toMatchObject(
      error(400, 'mutability'),
    )
    expect((await client.get(`${path}?attributes=userName`)).body).not.toHaveProperty('meta')
  })

  it('S7643-2.3.5-02, S7643-3.1-16: every change moves lastModified forward, also within a millisecond', async () => {
    const client = openClient({ store: createMemoryStore({ now: () => 0 }) })
    const { path } = await client.user()
    const times = []
    for (const value of ['a', 'b', 'c']) {
      const { body } = await client.patch(path, [{ op: 'replace', path: 'title', value }])
      times.push((body.meta as JsonObject).lastModified)
    }
    expect(new Set(times).size).toBe(3)
    expect(times).toEqual([...times].sort())
    for (const time of times) expect(new Date(String(time)).toISOString()).toBe(time)
  })
})

describe('Errors', () => {
  it('S7644-3.12-03: scimType stands where the RFC defines one, and nowhere else', async () => {
    const client = openClient()
    const { path } = await client.user()
    const words = [
      'invalidFilter',
      'tooMany',
      'uniqueness',
      'mutability',
      'invalidSyntax',
      'invalidPath',
      'noTarget',
      'invalidValue',
      'invalidVers',
      'sensitive',
    ]
    const answers = [
      await client.get('/Nope'),
      await client.get('/Users/nope'),
      await client.get('/v9/Users'),
      await client.get('/Users?filter=x'),
      await client.get('/Schemas?filter=x'),
      await client.get('/Users', { accept: 'text/html' }),
      await client.get('/Users', { authorization: '' }),
      await client.delete(path, { 'if-match': '"x"' }),
      await client.delete('/Users'),
      await client.post('/Users', { userName: 'ada' }),
      await client.post('/Users', 'x'),
      await client.post('/Bulk', {}),
      await client.patch(path, [{ op: 'remove' }]),
      await client.patch(path, [{ op: 'remove', path: 'x' }]),
      await client.patch(path, [{ op: 'remove', path: 'userName' }]),
    ]
    for (const { status, body } of answers) {
      expect(body.status).toBe(String(status))
      if (status === 400 || status === 409) expect(words).toContain(body.scimType)
      else expect(body).not.toHaveProperty('scimType')
    }
  })

  it('S7644-3.5-01, S7644-3.5-02: every type can be replaced and patched', async () => {
    const client = openClient()
    for (const kind of ['user', 'group', 'widget'] as const) {
      const { path } = await client[kind]()
      expect((await client.put(path, (await client.get(path)).body)).status).toBe(200)
      const body = { schemas: [patchUrn], Operations: [{ op: 'add', path: 'externalId', value: 'e' }] }
      expect((await client.request('PATCH', path, body)).status).toBe(kind === 'group' ? 204 : 200)
    }
  })
})
