import { verifies } from '@scimkit/contract-tests/verifies'
import {
  bufProfile,
  createScimHandler,
  defineProfile,
  defineResourceType,
  immutaProfile,
  type Policy,
  pulumi2021Profile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
  type ScimHandlerOptions,
  settleResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { postUser, sendBulk } from '../protocol/bulk-request.ts'
import {
  type Client,
  enterpriseUrn,
  error,
  groupUrn,
  openClient,
  query,
  searchUrn,
  userUrn,
} from '../protocol/client.ts'
import { widgetUrn } from '../protocol/widget.ts'

type Protocol = Policy['protocol']

const dialects = [{ dialect: 'strict' }, { dialect: 'tolerant' }] as const

function clientWith(protocol: Partial<Protocol>, options: Partial<ScimHandlerOptions> = {}) {
  return openClient({ ...options, profile: defineProfile({ extends: rfcProfile, protocol }) })
}

const replace = (path: string | undefined, value: unknown) => [{ op: 'replace', ...(path && { path }), value }]
const name = { givenName: 'Ada', familyName: 'Lovelace', middleName: 'K.' }

/** A resource type whose one complex attribute has a part of each mutability. */
const lock = defineResourceType({
  name: 'Lock',
  schema: {
    id: 'urn:example:Lock',
    name: 'Lock',
    attributes: [
      {
        name: 'key',
        type: 'complex',
        subAttributes: [
          { name: 'label' },
          { name: 'colour' },
          { name: 'serial', mutability: 'immutable' },
          { name: 'code', mutability: 'writeOnly', returned: 'never' },
        ],
      },
    ],
  },
})

describe.each(dialects)('replaceComplex, $dialect', (options) => {
  it('`merge` keeps the sub-attributes that are not named', async () => {
    const client = clientWith({ replaceComplex: 'merge' }, options)
    const { path } = await client.user({ name })
    for (const operations of [
      replace('name', { givenName: 'Eve' }),
      replace(undefined, { name: { givenName: 'Eve' } }),
    ])
      expect((await client.patch(path, operations)).body.name).toEqual({ ...name, givenName: 'Eve' })
  })

  it('`whole` takes them away, with a path and without', async () => {
    const client = clientWith({ replaceComplex: 'whole' }, options)
    for (const operations of [
      replace('name', { givenName: 'Eve', middleName: null }),
      replace(undefined, { name: { givenName: 'Eve' } }),
    ]) {
      const { path } = await client.user({ userName: crypto.randomUUID(), name })
      expect((await client.patch(path, operations)).body.name).toEqual({ givenName: 'Eve' })
    }
  })

  it('`whole` is about single values: add merges, a part is replaced alone, and other attributes stay', async () => {
    const client = clientWith({ replaceComplex: 'whole' }, options)
    const enterprise = { department: 'Engines', manager: { value: 'm' } }
    const { path } = await client.user({ name, [enterpriseUrn]: enterprise })
    expect((await client.patch(path, [{ op: 'add', path: 'name', value: { givenName: 'Eve' } }])).body.name).toEqual({
      ...name,
      givenName: 'Eve',
    })
    expect((await client.patch(path, replace('name.givenName', 'Ada'))).body.name).toEqual(name)
    const { body } = await client.patch(path, replace(enterpriseUrn, { department: 'Looms' }))
    expect(body[enterpriseUrn]).toMatchObject({ department: 'Looms', manager: { value: 'm' } })
  })

  it('`whole` with the same value, in whatever order, is no change', async () => {
    const client = clientWith({ replaceComplex: 'whole' }, options)
    const { path, etag } = await client.user({ name })
    const { middleName, ...rest } = name
    const { status, headers, event } = await client.patch(path, replace('name', { middleName, ...rest }))
    expect([status, headers.etag, event.operation, event.effect]).toEqual([200, etag, 'patch', 'unchanged'])
  })

  it('`whole` with null or an empty object leaves nothing', async () => {
    const client = clientWith({ replaceComplex: 'whole' }, options)
    const { path } = await client.user()
    for (const value of [null, {}, { givenName: null }]) {
      await client.patch(path, replace('name', name))
      expect((await client.patch(path, replace('name', value))).body).not.toHaveProperty('name')
    }
  })

  it('`whole` refuses a value without a required sub-attribute, and changes nothing', async () => {
    const client = clientWith({ replaceComplex: 'whole' }, options)
    const { path } = await client.widget({ schemas: [widgetUrn], box: { size: 1, colour: 'red' } })
    const before = await client.get(path)
    expect(await client.patch(path, replace('box', { colour: 'blue' }))).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(path)).text).toBe(before.text)
    expect((await client.patch(path, replace('box', { size: 2 }))).body.box).toEqual({ size: 2 })
  })

  it('`whole` keeps what is immutable or write-only, and refuses to change what is immutable', async () => {
    const store = createMemoryStore()
    const client = clientWith({ replaceComplex: 'whole' }, { ...options, store, resourceTypes: [lock] })
    const key = { label: 'front', colour: 'red', serial: 's-1', code: '1234' }
    const { body } = await client.post('/Locks', { schemas: [lock.schema.id], key })
    const path = `/Locks/${body.id}`
    expect((await client.patch(path, replace('key', { label: 'back' }))).body.key).toEqual({
      label: 'back',
      serial: 's-1',
    })
    expect((await client.patch(path, replace('key', {}))).body.key).toEqual({ serial: 's-1' })
    expect(await client.patch(path, replace('key', { serial: 's-2' }))).toMatchObject(error(400, 'mutability'))
    const stored = await store.transaction('acme', (unit) => unit.get(settleResourceType(lock), String(body.id)))
    expect(stored?.attributes).toEqual({ key: { serial: 's-1', code: '1234' } })
  })
})

describe.each(dialects)('patchWithoutPath, $dialect', (options) => {
  const pathless = [
    ...[{ active: false }, { 'name.givenName': 'Eve' }, {}].flatMap((value) => [
      { op: 'replace', value },
      { op: 'add', value },
    ]),
    { op: 'remove' },
    { op: 'replace', path: null, value: { active: false } },
  ]

  it('`allow` takes attributes in a value', async () => {
    const client = clientWith({ patchWithoutPath: 'allow' }, options)
    const { path } = await client.user()
    expect((await client.patch(path, replace(undefined, { title: 'Countess' }))).body.title).toBe('Countess')
  })

  it.each(pathless)('`reject` refuses $op of $value, whatever else is asked for, and changes nothing', async (each) => {
    const client = clientWith({ patchWithoutPath: 'reject' }, options)
    const { path } = await client.user({ active: true })
    const before = await client.get(path)
    const answer = await client.patch(path, [...replace('title', 'Countess'), each])
    expect(answer).toMatchObject({ ...error(400, 'invalidSyntax'), event: { errorCode: 'PATCH_WITHOUT_PATH' } })
    expect(answer.body.detail).toContain('Operation 1 ')
    expect((await client.get(path)).text).toBe(before.text)
  })

  it('`reject` takes operations with a path, in a bulk request too', async () => {
    const client = clientWith({ patchWithoutPath: 'reject' }, options)
    const { path } = await client.user()
    expect((await client.patch(path, replace('title', 'Countess'))).body.title).toBe('Countess')
    const patchOf = (operation: object) => ({
      method: 'PATCH',
      path,
      data: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] },
    })
    const { results } = await sendBulk(client, [
      patchOf({ op: 'replace', path: 'title', value: 'Lady' }),
      patchOf({ op: 'replace', value: { title: 'Miss' } }),
    ])
    expect(results).toMatchObject([{ status: '200' }, { status: '400', response: { scimType: 'invalidSyntax' } }])
    expect((await client.get(path)).body.title).toBe('Lady')
  })
})

describe('patchAnswer', () => {
  const minimal = { prefer: 'return=minimal' }
  const representation = { prefer: 'return=representation' }

  /**
   * The statuses of a PATCH of a User, and of a Group, that say nothing, ask for attributes, and prefer the one or the
   * other.
   */
  async function statusesOf(patchAnswer: Protocol['patchAnswer']) {
    const client = clientWith({ patchAnswer })
    const operations = [{ op: 'remove', path: 'externalId' }]
    const rows = []
    for (const { path } of [await client.user(), await client.group()]) {
      const answers = [
        await client.patch(path, operations),
        await client.patch(`${path}?attributes=id`, operations, minimal),
        await client.patch(`${path}?excludedAttributes=members`, operations),
        await client.patch(path, operations, minimal),
        await client.patch(path, operations, representation),
      ]
      for (const { status, text } of answers) expect(text === undefined).toBe(status === 204)
      rows.push(answers.map(({ status }) => status))
    }
    return rows
  }

  it.each([
    ['byType', [200, 200, 200, 204, 200], [204, 200, 200, 204, 200]],
    ['resource', [200, 200, 200, 204, 200], [200, 200, 200, 204, 200]],
    ['none', [204, 200, 200, 204, 200], [204, 200, 200, 204, 200]],
  ] as const)('`%s` is what a client gets that does not say what it wants', async (patchAnswer, user, group) => {
    expect(await statusesOf(patchAnswer)).toEqual([user, group])
  })

  it('`resource` shows the members of a group', async () => {
    const client = clientWith({ patchAnswer: 'resource' })
    const { id } = await client.user()
    const { path } = await client.group()
    const { body } = await client.patch(path, [{ op: 'add', path: 'members', value: [{ value: id }] }])
    expect(body.members).toMatchObject([{ value: id }])
  })
})

describe('bulk', () => {
  it('where it is off is announced as unsupported, and answered with 501 before the body is read', async () => {
    const client = clientWith({ bulk: false })
    expect((await client.get('/ServiceProviderConfig')).body.bulk).toEqual({
      supported: false,
      maxOperations: 0,
      maxPayloadSize: 0,
    })
    expect(await sendBulk(client, [postUser('a')])).toMatchObject({
      ...error(501),
      event: { errorCode: 'NOT_IMPLEMENTED' },
    })
    expect(await client.post('/Bulk', 'no json')).toMatchObject(error(501))
    expect((await client.get('/Users')).body.totalResults).toBe(0)
  })

  it('is off when either the host or the profile says so', async () => {
    for (const [bulk, option, supported] of [
      [true, undefined, true],
      [true, false, false],
      [false, { maxOperations: 5 }, false],
    ] as const) {
      const { body } = await clientWith({ bulk }, { bulk: option }).get('/ServiceProviderConfig')
      expect(body.bulk).toMatchObject({ supported })
    }
  })
})

describe('sort', () => {
  async function people(sort: boolean) {
    const client = clientWith({ sort })
    for (const userName of ['cyd', 'ada', 'bob']) await client.user({ userName })
    return client
  }

  const namesIn = ({ body }: Awaited<ReturnType<Client['get']>>) =>
    Array.isArray(body.Resources) ? body.Resources.map(({ userName }) => userName) : []

  verifies(
    'S7644-3.4.2.3-09',
    'where lists are not sorted, that is announced, and what says how is ignored',
    async () => {
      const client = await people(false)
      expect((await client.get('/ServiceProviderConfig')).body.sort).toEqual({ supported: false })
      const unsorted = await client.get('/Users')
      expect(unsorted.body.totalResults).toBe(3)
      for (const parameters of [
        { sortBy: 'userName' },
        { sortBy: 'userName', sortOrder: 'descending' },
        { sortBy: 'nonsense', sortOrder: 'up' },
      ]) {
        expect((await client.get(`/Users${query(parameters)}`)).text).toBe(unsorted.text)
        expect((await client.get(`/${query(parameters)}`)).status).toBe(200)
        const search = await client.post('/Users/.search', { schemas: [searchUrn], ...parameters })
        expect(search.text).toBe(unsorted.text)
      }
      expect((await client.post('/Users/.search', { schemas: [searchUrn], sortBy: 1, sortOrder: [] })).status).toBe(200)
    },
  )

  it('where lists are not sorted, a cursor goes on however the next request is to be sorted', async () => {
    const client = await people(false)
    const first = await client.get(`/Users${query({ cursor: '', count: 2, sortBy: 'userName' })}`)
    const next = await client.get(`/Users${query({ cursor: String(first.body.nextCursor), count: 2 })}`)
    expect([...namesIn(first), ...namesIn(next)].sort()).toEqual(['ada', 'bob', 'cyd'])
  })

  it('where they are, it is as before', async () => {
    const client = await people(true)
    expect(namesIn(await client.get('/Users?sortBy=userName'))).toEqual(['ada', 'bob', 'cyd'])
    expect(await client.get('/Users?sortBy=nonsense')).toMatchObject(error(400))
  })
})

describe('etag', () => {
  const stale = { 'if-match': 'W/"0"' }

  it('where it is off is announced, and no answer has a version', async () => {
    const client = clientWith({ etag: false, patchAnswer: 'none' })
    expect((await client.get('/ServiceProviderConfig')).body.etag).toEqual({ supported: false })
    const made = await client.post('/Users', { schemas: [userUrn], userName: 'ada' })
    const path = `/Users/${made.body.id}`
    const answers = [
      made,
      await client.get(path),
      await client.request('HEAD', path),
      await client.get(`${path}?attributes=meta.version,meta.created`),
      await client.put(path, { schemas: [userUrn], userName: 'eve' }),
      await client.patch(path, replace('title', 'Countess')),
      await client.get('/Users'),
      await client.post('/.search', { schemas: [searchUrn] }),
      await sendBulk(client, [postUser('bob')]),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 204, 200, 200, 200])
    for (const { headers, text = '' } of answers) {
      expect(headers).not.toHaveProperty('etag')
      expect(text).not.toContain('"version"')
    }
    expect(made.body.meta).toMatchObject({ resourceType: 'User', created: expect.any(String) })
  })

  it('where it is off, nobody can look for a version', async () => {
    const client = clientWith({ etag: false })
    expect(await client.get(`/Users${query({ filter: 'meta.version pr' })}`)).toMatchObject(error(400, 'invalidFilter'))
    expect((await client.get(`/Users${query({ filter: 'meta.created pr' })}`)).status).toBe(200)
  })

  it('where it is off, conditions are ignored, and what is not there is still not there', async () => {
    const client = clientWith({ etag: false })
    const { path } = await client.user()
    const answers = [
      await client.get(path, { ...stale, 'if-none-match': '*' }),
      await client.put(path, { schemas: [userUrn], userName: 'eve' }, { ...stale, 'if-none-match': '*' }),
      await client.patch(path, replace('title', 'Countess'), stale),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await client.delete('/Users/nobody', stale)).status).toBe(404)
    const { results } = await sendBulk(client, [{ method: 'DELETE', path, version: 'W/"0"' }])
    expect(results).toMatchObject([{ status: '204' }])
  })

  it('where it is off, writes cannot be made to name a version, and the start says so', () => {
    const profile = defineProfile({ extends: rfcProfile, protocol: { etag: false } })
    const options = { store: createMemoryStore(), authenticate: () => ({ tenant: 'acme' }), profile }
    expect(() => createScimHandler({ ...options, requireIfMatch: true })).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining('protocol.etag') }),
    )
    expect(() => createScimHandler({ ...options, requireIfMatch: false })).not.toThrow()
  })

  it('where it is on, an answer has a version, and a stale condition stops', async () => {
    const client = clientWith({ etag: true })
    const { path, etag } = await client.user()
    expect((await client.get(path)).body.meta).toMatchObject({ version: etag })
    expect(await client.delete(path, stale)).toMatchObject(error(412))
  })
})

describe('what the products have of it', () => {
  it.each([
    ['pulumi-2021', pulumi2021Profile, false],
    ['pulumi-2024', pulumi2024Profile, false],
    ['pulumi-2026', pulumi2026Profile, false],
    ['immuta', immutaProfile, true],
    ['buf', bufProfile, true],
    ['rfc', rfcProfile, true],
  ])('P-31: %s', async (_, profile, supported) => {
    const client = openClient({ profile })
    const { body } = await client.get('/ServiceProviderConfig')
    expect(body).toMatchObject({
      bulk: { supported },
      sort: { supported },
      etag: { supported },
      patch: { supported: true },
    })
    const made = await client.post('/Groups', { schemas: [groupUrn], displayName: 'Staff' })
    expect([made.status, 'etag' in made.headers]).toEqual([201, supported])
    expect((await client.post('/Bulk', {})).status).toBe(supported ? 400 : 501)
  })
})
