import {
  bufProfile,
  defineProfile,
  type JsonObject,
  pulumi2021Profile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryLog } from '../../src/index.ts'
import { enterpriseUrn, groupUrn, openClient, patchUrn, userUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

const pulumi = [{ profile: pulumi2024Profile }, { profile: pulumi2026Profile }]
const nothingOf = { totalResults: 0 }

/** Refuses in the words of P-05. */
function unknown(path: string) {
  return { status: 400, body: { scimType: 'invalidPath', detail: `Unknown path: ${path}.` } }
}

function userOf(more: JsonObject) {
  return { schemas: [userUrn], userName: 'ada', ...more }
}

/** Each thing outside the list, and the path it is told by. */
const outside: readonly { readonly path: string; readonly more: JsonObject }[] = [
  { path: 'title', more: { title: 'Countess' } },
  { path: 'name.middleName', more: { name: { givenName: 'Ada', middleName: 'Augusta' } } },
  { path: 'emails.label', more: { emails: [{ type: 'work', value: 'ada@example.com', label: 'x' }] } },
  { path: `${enterpriseUrn}:department`, more: { [enterpriseUrn]: { department: 'Engines' } } },
  { path: 'nonsense', more: { nonsense: null } },
]

describe.each(pulumi)('a profile with a list of attributes', ({ profile }) => {
  it.each(outside)('P-05: refuses a POST with $path, and creates nothing', async ({ path, more }) => {
    const client = openClient({ profile })
    expect(await client.post('/Users', userOf(more))).toMatchObject(unknown(path))
    expect((await client.get('/Users')).body).toMatchObject(nothingOf)
  })

  it.each(outside)('P-05: refuses a PUT with $path, and changes nothing', async ({ path, more }) => {
    const client = openClient({ profile })
    const { path: url } = await client.user({ displayName: 'Ada' })
    const before = await client.get(url)
    expect(await client.put(url, userOf({ displayName: 'Eve', ...more }))).toMatchObject(unknown(path))
    expect((await client.get(url)).text).toBe(before.text)
  })

  it.each(outside)('P-05: refuses a PATCH whose value has $path, and changes nothing', async ({ path, more }) => {
    const client = openClient({ profile })
    const { path: url } = await client.user({ displayName: 'Ada' })
    const before = await client.get(url)
    const operations = [
      { op: 'replace', path: 'displayName', value: 'Eve' },
      { op: 'add', value: more },
    ]
    expect(await client.patch(url, operations)).toMatchObject(unknown(path))
    expect((await client.get(url)).text).toBe(before.text)
  })

  it.each([
    'title',
    'name.middleName',
    `${enterpriseUrn}:department`,
    'emails[type eq "work"].label',
    'addresses[type eq "work"].locality',
  ])('P-05: refuses a PATCH on %s, told as it was written', async (path) => {
    const client = openClient({ profile })
    const { path: url } = await client.user()
    for (const op of ['add', 'replace', 'remove']) {
      expect(await client.patch(url, [{ op, path, ...(op !== 'remove' && { value: 'x' }) }])).toMatchObject(
        unknown(path),
      )
    }
  })

  it('F-19, RW-P4: answers the first of several, and tells all of them in the log', async () => {
    const log = createMemoryLog()
    const client = openClient({ profile, log })
    const { path } = await client.user()
    const more = { title: 'Countess', locale: 'en', name: { middleName: 'A.' }, [enterpriseUrn]: { department: 'x' } }
    const operations = [
      { op: 'replace', path: 'title', value: 'Countess' },
      { op: 'replace', path: 'title', value: 'Lady' },
      { op: 'add', value: { locale: 'en', name: { middleName: 'A.' } } },
      { op: 'remove', path: `${enterpriseUrn}:department` },
      // Refused as well, but not before the title.
      { op: 'replace', path: 'active', value: 'perhaps' },
    ]
    for (const answer of [
      await client.post('/Users', userOf({ ...more, userName: 'eve', active: 'perhaps' })),
      await client.put(path, userOf(more)),
      await client.patch(path, operations),
    ]) {
      expect(answer).toMatchObject(unknown('title'))
      const [entry] = await log.query('acme', { limit: 1 })
      expect(entry?.findings[0]?.message).toContain(
        ` The same is true of "locale", "name.middleName", "${enterpriseUrn}:department".`,
      )
    }
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, number) => [`x${number}`, number]))
    expect(await client.post('/Users', userOf(many))).toMatchObject(unknown('x0'))
    const [entry] = await log.query('acme', { limit: 1 })
    expect(entry?.findings[0]?.message).toMatch(/"x1", .*, "x20"\.$/)
  })

  it('P-05: is not told of a request that is refused for something before it', async () => {
    const client = openClient({ profile })
    const { body } = await client.post('/Users', { schemas: [userUrn], userName: 1, title: 'Countess' })
    expect(body.detail).not.toContain('Unknown path')
  })

  it('P-31: takes the URN of the enterprise extension in `schemas`, which Entra ID always sends', async () => {
    const client = openClient({ profile })
    const body = { ...userOf({}), schemas: [userUrn, enterpriseUrn] }
    expect(await client.post('/Users', { ...body, [enterpriseUrn]: {} })).toMatchObject({
      status: 201,
      body: { schemas: [userUrn] },
    })
  })

  it('P-29: takes the externalId of a user in each method, and neither keeps nor shows it', async () => {
    const client = openClient({ profile })
    const { path: url } = await client.user({ externalId: 'e-1' })
    const answers = [
      await client.put(url, userOf({ externalId: 'e-2' })),
      await client.patch(url, [{ op: 'add', path: 'externalId', value: 'e-3' }]),
      await client.patch(url, [{ op: 'replace', path: `${userUrn}:externalId`, value: 'e-4' }]),
      await client.patch(url, [{ op: 'replace', value: { externalId: 'e-5', displayName: 'Ada' } }]),
      await client.patch(url, [{ op: 'remove', path: 'externalId' }]),
      await client.get(url),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect(answer.body).not.toHaveProperty('externalId')
    }
    expect(answers.at(-1)?.body).toMatchObject({ displayName: 'Ada' })
  })

  it('P-30: refuses the externalId of a group', async () => {
    const client = openClient({ profile })
    const body = { schemas: [groupUrn], displayName: 'Staff', externalId: 'g-1' }
    expect(await client.post('/Groups', body)).toMatchObject(unknown('externalId'))
    const { path: url } = await client.group()
    const operations = [{ op: 'add', path: 'externalId', value: 'g-1' }]
    expect(await client.patch(url, operations)).toMatchObject(unknown('externalId'))
  })

  it('publishes the attributes it has, and no others', async () => {
    const client = openClient({ profile })
    const { body } = await client.get(`/Schemas/${userUrn}`)
    const names = Array.isArray(body.attributes) ? body.attributes.map(({ name }) => name) : []
    expect(names.toSorted()).toEqual(['active', 'displayName', 'emails', 'groups', 'name', 'userName'])
    expect(body).toMatchObject({
      attributes: expect.arrayContaining([
        expect.objectContaining({
          name: 'name',
          subAttributes: [
            expect.objectContaining({ name: 'familyName' }),
            expect.objectContaining({ name: 'givenName' }),
          ],
        }),
      ]),
    })
    expect((await client.get(`/Schemas/${enterpriseUrn}`)).status).toBe(404)
    expect((await client.get('/ResourceTypes/User')).body).not.toHaveProperty('schemaExtensions')
  })

  it('still computes the groups of a user', async () => {
    const client = openClient({ profile })
    const { id, path: url } = await client.user()
    const group = await client.group({ members: [{ value: id }] })
    expect(await client.values(url, 'groups')).toEqual([group.id])
  })
})

describe('an address beside the one for work', () => {
  const work = { type: 'work', value: 'ada@example.com', primary: true }
  const home = { type: 'home', value: 'ada@home.example' }
  const hollow = { type: 'work', primary: true }
  const every = [{ profile: pulumi2021Profile }, ...pulumi, { profile: bufProfile }]

  it.each(every)('P-31, B-21: in POST and PUT is neither an error nor stored', async ({ profile }) => {
    const client = openClient({ profile })
    const made = await client.post('/Users', userOf({ emails: [home, work, { type: 'Other', value: 'x@y.example' }] }))
    expect(made).toMatchObject({ status: 201, body: { emails: [work] } })
    const path = `/Users/${made.body.id}`
    expect(await client.put(path, userOf({ emails: [work, home] }))).toMatchObject({ status: 200 })
    expect((await client.get(path)).body.emails).toEqual([work])
  })

  it.each(every)('P-31, B-21: in the value of a PATCH is left out, and takes nothing away', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [work] })
    const operations = [
      [{ op: 'add', path: 'emails', value: [home, work] }],
      [{ op: 'add', value: { emails: [work, home] } }],
      [{ op: 'replace', path: 'emails', value: [home, work] }],
      [{ op: 'replace', value: { emails: [work, home] } }],
      [{ op: 'replace', path: 'emails', value: [hollow, work] }],
    ]
    for (const each of operations)
      expect(await client.patch(path, each)).toMatchObject({ status: 200, body: { emails: [work] } })
  })

  const alone = [
    { op: 'add', path: 'emails', value: [home] },
    { op: 'add', path: 'emails', value: home },
    { op: 'add', value: { emails: [home] } },
    { op: 'replace', path: 'emails', value: [home] },
    { op: 'replace', path: 'emails', value: [{ type: 'other' }, home] },
    { op: 'replace', value: { emails: [home] } },
    { op: 'replace', path: 'emails[primary eq true]', value: home },
    { op: 'replace', path: 'emails[type eq "work"]', value: home },
    { op: 'replace', path: 'emails[type eq "work"].type', value: 'home' },
    { op: 'replace', path: 'emails.type', value: 'home' },
  ]
  const ignoring = [{ profile: pulumi2021Profile }, { profile: bufProfile }]

  it.each(ignoring)('B-02, B-21: alone is ignored, and the one for work stays', async ({ profile }) => {
    const world = openWorld(profile)
    const { path, id } = await world.client.user({ userName: 'ada', emails: [work] })
    const answers = [await world.client.put(path, userOf({ emails: [home] }))]
    for (const each of alone) answers.push(await world.client.patch(path, [each]))
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { emails: [work] } })
    expect((await world.stored(id))?.attributes.emails).toEqual([work])
    const emptied = await world.client.put(path, userOf({ emails: [] }))
    expect(emptied.body).not.toHaveProperty('emails')
  })

  it.each(pulumi)('P-05, P-31: alone is an unknown path, and nothing is done', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [work] })
    const before = (await client.get(path)).body
    const other = 'emails[type eq "other"]'
    for (const [index, each] of alone.entries()) {
      const refusal = unknown(index === 4 ? other : 'emails[type eq "home"]')
      expect(await client.patch(path, [{ op: 'replace', path: 'displayName', value: 'x' }, each])).toMatchObject(
        refusal,
      )
    }
    const put = userOf({ displayName: 'Ada', emails: [home] })
    expect(await client.put(path, put)).toMatchObject(unknown('emails[type eq "home"]'))
    expect(await client.post('/Users', { ...put, userName: 'eve' })).toMatchObject(unknown('emails[type eq "home"]'))
    expect((await client.get(path)).body).toEqual(before)
  })

  it('B-02, F-19: alone in a bulk request is told, and the person is found by the one for work', async () => {
    const log = createMemoryLog()
    const client = openClient({ profile: bufProfile, log })
    const { path, id } = await client.user({ emails: [work] })
    const operations = [
      { op: 'replace', path: 'emails', value: [home] },
      { op: 'replace', path: 'name.givenName', value: 'Ada' },
    ]
    await client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'PATCH', path, data: { schemas: [patchUrn], Operations: operations } },
        { method: 'PUT', path, data: userOf({ emails: [home], name: { givenName: 'Augusta' } }) },
      ],
    })
    expect((await client.get(path)).body).toMatchObject({ emails: [work], name: { givenName: 'Augusta' } })
    expect(await log.count('acme', { code: 'ATTRIBUTES_IGNORED' })).toBe(1)
    const again = await client.post('/Users', userOf({ userName: 'augusta', emails: [work] }))
    expect(again).toMatchObject({ status: 409, event: { errorCode: 'UNIQUENESS_VIOLATED' } })
    expect(again.text).toContain(id)
  })

  it.each(every)('B-21: without a value is none, and its type does not stay', async ({ profile }) => {
    const operations = [
      { op: 'remove', path: 'emails[type eq "work"].value' },
      { op: 'remove', path: 'emails.value' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: null },
      { op: 'replace', path: 'emails', value: [{ type: 'work' }] },
    ]
    for (const each of operations) {
      const world = openWorld(profile)
      const { path, id } = await world.client.user({ emails: [work] })
      expect((await world.client.patch(path, [each])).body, each.path).not.toHaveProperty('emails')
      expect((await world.stored(id))?.attributes).not.toHaveProperty('emails')
    }
    const client = openClient({ profile })
    const made = await client.post('/Users', userOf({ emails: [{ type: 'work', value: null }] }))
    expect([made.status, made.body.emails]).toEqual([201, undefined])
    const { path } = await client.user({ userName: 'eve' })
    const { meta } = (await client.get(path)).body
    const added = await client.patch(path, [{ op: 'add', path: 'emails[type eq "work"].primary', value: true }])
    expect(added).toMatchObject({ status: 200, body: { meta } })
  })

  it.each(every)('B-21: of several for work the primary one stays, and a new one takes its place', async (each) => {
    const client = openClient(each)
    const other = { type: 'work', value: 'ada@other.example' }
    const { path } = await client.user({ emails: [other, work] })
    expect((await client.get(path)).body.emails).toEqual([work])
    const added = await client.patch(path, [{ op: 'add', path: 'emails', value: [other] }])
    expect(added.body.emails).toEqual([other])
  })

  it.each(pulumi)('P-05, P-31: in a path of a PATCH is an unknown path', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [work] })
    const paths = [
      'emails[type eq "home"].value',
      'emails[type eq "home"]',
      'emails[type eq "other" and primary eq true]',
    ]
    for (const each of paths) {
      const value = each.endsWith('value') ? 'ada@home.example' : home
      for (const operation of [{ op: 'add', value }, { op: 'replace', value }, { op: 'remove' }])
        expect(await client.patch(path, [{ ...operation, path: each }])).toMatchObject(unknown(each))
    }
    expect((await client.get(path)).body.emails).toEqual([work])
  })

  it('B-21: in a path of a PATCH is ignored where what is unknown is', async () => {
    const client = openClient({ profile: bufProfile })
    const { path } = await client.user({ emails: [work] })
    const operations = [{ op: 'add', path: 'emails[type eq "home"].value', value: 'ada@home.example' }]
    expect(await client.patch(path, operations)).toMatchObject({ status: 200, body: { emails: [work] } })
  })

  it.each(every)('P-05: the paths that lead to the one for work are taken', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [work] })
    const paths = [
      'emails[type eq "work"].value',
      'emails[type eq "WORK"].value',
      'emails.value',
      'emails[primary eq true].value',
    ]
    for (const [index, each] of paths.entries()) {
      const value = `ada${index}@example.com`
      const patched = await client.patch(path, [{ op: 'replace', path: each, value }])
      expect(patched, each).toMatchObject({ status: 200, body: { emails: [{ type: 'work', value }] } })
    }
  })

  it('P-31: an address that says no type is the one where none is for work', async () => {
    const client = openClient({ profile: pulumi2026Profile })
    const plain = { value: 'ada@example.com' }
    const { path } = await client.user({ emails: [home, plain] })
    expect((await client.get(path)).body.emails).toEqual([plain])
  })

  it.each(every)('B-21: a path that makes the one for work puts it in the place of the other', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [{ value: 'old@example.com' }] })
    const operations = [{ op: 'add', path: 'emails[type eq "work"].value', value: 'ada@example.com' }]
    const { body } = await client.patch(path, operations)
    expect(body.emails).toEqual([{ type: 'work', value: 'ada@example.com' }])
  })

  it.each(every)('B-21: what is added to the address itself keeps what was said about it', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [work] })
    const before = await client.get(path)
    const { type, value } = work
    for (const each of [{ type, value }, { value }, { type: 'Work', value }]) {
      const added = await client.patch(path, [{ op: 'add', path: 'emails', value: [each] }])
      expect(added.body.emails, JSON.stringify(each)).toMatchObject([{ value, primary: true }])
      if (each.type !== 'Work') expect(added.body.meta).toEqual(before.body.meta)
    }
    await client.patch(path, [{ op: 'add', path: 'emails', value: [{ type, primary: false }] }])
    expect((await client.get(path)).body.emails).toMatchObject([{ value, primary: false }])
  })

  it.each(every)('D-05, B-21: has no display name, which Okta sends when it updates somebody', async ({ profile }) => {
    const client = openClient({ profile })
    const named = { ...work, display: 'Ada' }
    const { path } = await client.user({ emails: [named] })
    const answers = [
      await client.put(path, userOf({ emails: [named] })),
      await client.patch(path, [{ op: 'replace', path: 'emails', value: [named] }]),
      await client.patch(path, [{ op: 'replace', path: 'emails[type eq "work"].display', value: 'Ada' }]),
      await client.get(path),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { emails: [work] } })
    for (const { body } of answers) expect(body.emails).toEqual([work])
  })

  it.each(every)('B-21: is not lost when a path names a part of the one that is there', async ({ profile }) => {
    const operations = [
      { op: 'add', path: 'emails[type eq "work"].primary', value: true },
      { op: 'replace', path: 'emails[type eq "work"].display', value: 'Ada' },
      { op: 'add', path: 'emails[type eq "work"]', value: { display: 'Ada' } },
      { op: 'add', path: 'emails[primary eq true].type', value: 'work' },
      { op: 'replace', path: 'emails[primary eq true].display', value: 'Ada' },
    ]
    for (const each of operations) {
      const client = openClient({ profile })
      const { path } = await client.user({ emails: [{ value: work.value }] })
      const { emails } = (await client.patch(path, [each])).body
      expect(emails, each.path).toMatchObject([{ value: work.value }])
      expect(emails, each.path).toHaveLength(1)
    }
  })

  it.each(every)('B-21: of one that becomes another the type stays', async ({ profile }) => {
    const client = openClient({ profile })
    const { path } = await client.user({ emails: [{ type: 'work', value: work.value }] })
    const operations = [{ op: 'replace', path: 'emails[primary eq true].value', value: 'a@example.com' }]
    expect((await client.patch(path, operations)).body.emails).toEqual([
      { type: 'work', value: 'a@example.com', primary: true },
    ])
  })

  it.each(every)('A21: does not make up for two that are primary', async ({ profile }) => {
    const client = openClient({ profile })
    const other = { ...work, value: 'ada@other.example' }
    const refused = { status: 400, body: { scimType: 'invalidValue' } }
    expect(await client.post('/Users', userOf({ emails: [work, other] }))).toMatchObject(refused)
    const { path } = await client.user({ emails: [work] })
    expect(await client.put(path, userOf({ emails: [work, other] }))).toMatchObject(refused)
    const replaced = await client.patch(path, [{ op: 'replace', path: 'emails', value: [work, other] }])
    expect(replaced.body.emails).toEqual([other])
  })

  it('is stored where the profile says so', async () => {
    const client = openClient({ profile: rfcProfile })
    const { path } = await client.user({ emails: [work] })
    await client.patch(path, [{ op: 'add', path: 'emails[type eq "home"].value', value: home.value }])
    expect((await client.get(path)).body.emails).toEqual([work, home])
  })
})

describe('what the Buf registry keeps of a user', () => {
  const kept = {
    userName: 'ada',
    externalId: 'x-1',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
    active: true,
  }
  /** The default mappings of Okta and Entra ID. */
  const defaults = {
    displayName: 'Ada Lovelace',
    title: 'Countess',
    locale: 'en-GB',
    preferredLanguage: 'en',
    name: { ...kept.name, formatted: 'Ada Lovelace', middleName: 'K.' },
    emails: [...kept.emails, { type: 'other', value: 'ada@home.example' }],
    addresses: [{ type: 'work', locality: 'London' }],
    phoneNumbers: [{ type: 'mobile', value: '+44 1' }],
    password: 'correct horse battery staple',
    [enterpriseUrn]: { department: 'Engines', manager: { value: 'x' } },
  }
  const sent = { ...kept, ...defaults, schemas: [userUrn, enterpriseUrn], groups: [] }

  it('B-21: POST and PUT keep that and nothing else, without an error', async () => {
    const client = openClient({ profile: bufProfile })
    const made = await client.post('/Users', sent)
    expect(made.status).toBe(201)
    const { id, meta: _, ...profile } = made.body
    expect(profile).toEqual({ schemas: [userUrn], ...kept })
    const put = await client.put(`/Users/${id}`, sent)
    expect(put).toMatchObject({ status: 200, body: { id, ...kept } })
    for (const name of ['displayName', 'title', 'addresses', enterpriseUrn]) expect(put.body).not.toHaveProperty([name])
  })

  it('B-21: PATCH changes that and ignores the rest, with a path and without', async () => {
    const client = openClient({ profile: bufProfile })
    const { path } = await client.user({ emails: kept.emails })
    const operations = [
      { op: 'Add', path: 'displayName', value: 'Ada' },
      { op: 'Replace', path: 'addresses[type eq "work"].locality', value: 'London' },
      { op: 'Replace', path: `${enterpriseUrn}:department`, value: 'Engines' },
      { op: 'Replace', path: 'manager', value: 'x' },
      { op: 'Replace', path: 'name.givenName', value: 'Augusta' },
      { op: 'Add', value: { title: 'Countess', 'name.familyName': 'King', [enterpriseUrn]: { division: 'x' } } },
    ]
    const { status, body } = await client.patch(path, operations)
    expect({ status, name: body.name }).toEqual({ status: 200, name: { givenName: 'Augusta', familyName: 'King' } })
    for (const name of ['displayName', 'title', 'addresses', enterpriseUrn]) expect(body).not.toHaveProperty([name])
  })
})

describe('the bare names of pulumi-2024', () => {
  const profile = pulumi2024Profile
  const bare = { givenName: 'Ada', FAMILYNAME: 'Lovelace', email: 'ada@example.com' }
  const meant = {
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ type: 'work', value: 'ada@example.com' }],
  }

  it('D-05: stand in POST and PUT for what the schema calls them', async () => {
    const client = openClient({ profile })
    const made = await client.post('/Users', userOf(bare))
    expect(made).toMatchObject({ status: 201, body: meant })
    const other = userOf({ name: { givenName: 'Eve' }, familyName: 'Byron', email: 'eve@example.com' })
    expect((await client.put(`/Users/${made.body.id}`, other)).body).toMatchObject({
      name: { givenName: 'Eve', familyName: 'Byron' },
      emails: [{ type: 'work', value: 'eve@example.com' }],
    })
    for (const name of Object.keys(bare)) expect(made.body).not.toHaveProperty(name)
  })

  it('D-05: stand in the paths and in the values of a PATCH', async () => {
    const client = openClient({ profile })
    const { path: url } = await client.user(meant)
    const byPath = [
      { op: 'replace', path: 'givenName', value: 'Augusta' },
      { op: 'replace', path: 'email', value: 'augusta@example.com' },
      { op: 'remove', path: 'FamilyName' },
    ]
    expect((await client.patch(url, byPath)).body).toMatchObject({
      name: { givenName: 'Augusta' },
      emails: [{ type: 'work', value: 'augusta@example.com' }],
    })
    const byName = [{ op: 'replace', value: { displayName: 'Ada', ...bare } }]
    expect((await client.patch(url, byName)).body).toMatchObject({ displayName: 'Ada', ...meant })
  })

  it('P-01: reach the rule that an address is used once', async () => {
    const client = openClient({ profile })
    await client.user({ email: 'ada@example.com' })
    expect(await client.post('/Users', { ...userOf({ email: 'ADA@example.com' }), userName: 'eve' })).toMatchObject({
      status: 409,
      body: { detail: 'Email ADA@example.com already in use by another Pulumi account.' },
    })
  })

  it('D-05: a name without a value says nothing', async () => {
    const client = openClient({ profile })
    const { path: url } = await client.user({ email: '', givenName: null })
    expect((await client.get(url)).body).not.toHaveProperty('emails')
  })

  it('D-05: are unknown in pulumi-2026', async () => {
    const client = openClient({ profile: pulumi2026Profile })
    expect(await client.post('/Users', userOf({ givenName: 'Ada' }))).toMatchObject(unknown('givenName'))
  })
})

describe('the switches of attributes', () => {
  it.each(['ignore', 'reject'] as const)(
    'P-30, D-20: `groups.externalId` stores, drops or refuses in each method, where `attributes.unknown` is %s',
    async (unknown) => {
      const all = { post: unknown, put: unknown, patch: unknown }
      for (const [externalId, status, stored] of [
        ['store', 200, 'g-1'],
        ['drop', 200, undefined],
        ['reject', 400, undefined],
      ] as const) {
        const groups = { externalId }
        const client = openClient({
          profile: defineProfile({ extends: rfcProfile, groups, attributes: { unknown: all } }),
        })
        const group = { schemas: [groupUrn], displayName: 'Staff' }
        const made = await client.post('/Groups', { ...group, externalId: 'g-1' })
        expect(made).toMatchObject({ status: status === 200 ? 201 : 400 })
        const { path } = await client.group({ displayName: 'Others' })
        const paths = ['externalId', `${groupUrn}:externalid`]
        for (const answer of [
          await client.put(path, { ...group, displayName: 'Others', externalId: 'g-1' }),
          ...(await Promise.all(
            paths.map((each) =>
              client.patch(`${path}?attributes=externalId`, [{ op: 'add', path: each, value: 'g-1' }]),
            ),
          )),
          await client.patch(`${path}?attributes=externalId`, [{ op: 'add', value: { externalId: 'g-1' } }]),
        ])
          expect([answer.status, answer.body.externalId], externalId).toEqual([status, stored])
      }
    },
  )

  it('P-30: pulumi-2021 refuses the externalId of a group in a POST too', async () => {
    const body = { schemas: [groupUrn], displayName: 'Staff', externalId: 'g-1' }
    const { status, event } = await openClient({ profile: pulumi2021Profile }).post('/Groups', body)
    expect([status, event.errorCode]).toEqual([400, 'ATTRIBUTE_UNKNOWN'])
  })

  it('D-07: `users.userNameCompare` decides whether case makes another name', async () => {
    for (const [userNameCompare, status] of [
      ['ci', 409],
      ['exact', 201],
    ] as const) {
      const client = openClient({ profile: defineProfile({ extends: rfcProfile, users: { userNameCompare } }) })
      await client.user({ userName: 'ada' })
      expect((await client.post('/Users', { schemas: [userUrn], userName: 'ADA' })).status).toBe(status)
    }
  })

  it('drop a sub-attribute, and a whole extension by its URN', async () => {
    const profile = defineProfile({
      extends: rfcProfile,
      attributes: {
        unknown: { post: 'reject', put: 'reject' },
        acceptAndDrop: { User: ['name.middleName', enterpriseUrn] },
      },
    })
    const client = openClient({ profile })
    const body = { name: { givenName: 'Ada', middleName: 'K.' }, [enterpriseUrn]: { department: 'Engines' } }
    const made = await client.post('/Users', userOf(body))
    expect(made).toMatchObject({ status: 201, body: { schemas: [userUrn], name: { givenName: 'Ada' } } })
    expect(made.body.name).toEqual({ givenName: 'Ada' })
    const operations = [
      { op: 'add', path: `${enterpriseUrn}:department`, value: 'Engines' },
      { op: 'add', value: { [enterpriseUrn]: { department: 'Engines' }, displayName: 'Ada' } },
      { op: 'replace', path: 'name.middleName', value: 'K.' },
    ]
    const patched = await client.patch(`/Users/${made.body.id}`, operations)
    expect(patched).toMatchObject({ status: 200, body: { displayName: 'Ada', name: { givenName: 'Ada' } } })
    expect(patched.body).not.toHaveProperty([enterpriseUrn])
  })

  it.each([
    { attributes: { allow: { User: ['userName', 'surname', 'name.first'] } }, names: '"surname", "name.first"' },
    { attributes: { acceptAndDrop: { Group: ['owner'] } }, names: '"owner"' },
  ])('name at start-up what no schema has: $names', ({ attributes, names }) => {
    const profile = defineProfile({ extends: rfcProfile, attributes })
    expect(() => openClient({ profile })).toThrow(`has no attribute ${names}`)
  })

  it.each([
    { alias: 'given', target: 'name.first' },
    { alias: 'given', target: 'name[' },
    { alias: 'given', target: enterpriseUrn },
    { alias: 'displayName', target: 'name.formatted' },
  ])('refuse at start-up the alias $alias for $target', ({ alias, target }) => {
    const profile = defineProfile({ extends: rfcProfile, attributes: { aliases: { [alias]: target } } })
    expect(() => openClient({ profile })).toThrow(`profile.attributes.aliases.${alias}`)
  })

  describe('an alias and what it stands for, both given', () => {
    const aliases = {
      first: 'name.givenName',
      mail: 'emails[type eq "work"].value',
      department: `${enterpriseUrn}:department`,
      phones: 'phoneNumbers',
      forename: 'name.givenName',
    }
    const profile = defineProfile({ extends: rfcProfile, attributes: { aliases } })

    it.each<readonly [string, JsonObject]>([
      ['name.givenName', { first: 'A', name: { givenName: 'B' } }],
      ['name.givenName', { FIRST: 'A', NAME: { GIVENNAME: 'B' } }],
      ['name.givenName', { first: 'A', name: { givenName: 'A' } }],
      ['name.givenName', { first: 'A', forename: 'B' }],
      ['emails.value', { mail: 'a', emails: [{ type: { a: 1 } }, 5, { type: 'work', value: null }] }],
      ['emails.value', { mail: 'a@example.com', emails: [{ value: 'h' }, { Type: 'work', value: 'b@example.com' }] }],
      [`${enterpriseUrn}:department`, { department: 'A', [enterpriseUrn]: { Department: 'B' } }],
      ['phoneNumbers', { phones: [{ value: '1' }], phoneNumbers: null }],
    ])('are refused for %s: %j', async (path, value) => {
      const client = openClient({ profile })
      const refusal = { status: 400, body: { detail: expect.stringContaining(`"${path}" is given more than once`) } }
      expect(await client.post('/Users', userOf(value))).toMatchObject(refusal)
      const user = await client.user()
      expect(await client.put(user.path, userOf(value))).toMatchObject(refusal)
      expect(await client.patch(user.path, [{ op: 'replace', value }])).toMatchObject(refusal)
    })

    it('are refused also where the name in the value of a PATCH is a path', async () => {
      const client = openClient({ profile })
      const user = await client.user()
      const value = { first: 'A', 'name.givenName': 'B' }
      expect((await client.patch(user.path, [{ op: 'replace', value }])).event.errorCode).toBe('ATTRIBUTE_DUPLICATE')
    })

    it.each<readonly [JsonObject, JsonObject]>([
      [{ first: 'A', name: { familyName: 'B' } }, { name: { givenName: 'A', familyName: 'B' } }],
      [{ first: 'A', name: null }, { name: { givenName: 'A' } }],
      [
        { mail: 'a', emails: [{ type: 'home', value: 'h' }] },
        {
          emails: [
            { type: 'home', value: 'h' },
            { type: 'work', value: 'a' },
          ],
        },
      ],
    ])('are not when they are parts of one value: %j', async (value, expected) => {
      const client = openClient({ profile })
      const user = await client.user()
      expect((await client.put(user.path, userOf(value))).body).toMatchObject(expected)
      expect((await client.patch(user.path, [{ op: 'add', value }])).body).toMatchObject(expected)
    })
  })

  it('what a PATCH names counts also when it is unknown and ignored', async () => {
    const profile = defineProfile({ extends: rfcProfile, attributes: { unknown: { patch: 'ignore' } } })
    const client = openClient({ profile })
    const { path: url } = await client.user()
    const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 1]))
    const add = (count: number) => client.patch(url, Array(100).fill({ op: 'add', value: names(count) }))
    expect((await add(100)).status).toBe(200)
    expect(await add(101)).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('10000 names of attributes') },
    })
    const { status, event } = await client.patch(url, [{ op: 'add', value: '{"prototype":{}}' }])
    expect([status, event.errorCode]).toEqual([400, 'KEY_FORBIDDEN'])
  })

  it('D-06: `ignore` leaves out what is unknown, also in PATCH', async () => {
    const profile = defineProfile({ extends: rfcProfile, attributes: { unknown: { patch: 'ignore' } } })
    const client = openClient({ profile })
    const { path: url } = await client.user()
    const operations = [
      { op: 'add', path: 'costCenter', value: '42' },
      { op: 'add', path: 'emails[type eq "work"].label', value: 'x' },
      { op: 'add', value: { 'urn:example:hr': { grade: 7 }, displayName: 'Ada' } },
    ]
    expect(await client.patch(url, operations)).toMatchObject({ status: 200, body: { displayName: 'Ada' } })
  })
})
