import {
  defineProfile,
  immutaProfile,
  isJsonObject,
  type Policy,
  pulumi2021Profile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { type Client, groupUrn, openClient } from '../protocol/client.ts'
import { openWorld } from './world.ts'

type Groups = NonNullable<Parameters<typeof defineProfile>[0]['groups']>

function withGroups(groups: Groups, base: Policy = rfcProfile): Policy {
  return defineProfile({ extends: base, groups })
}

function groupOf(members: readonly string[], displayName = 'Staff') {
  return { schemas: [groupUrn], displayName, members: members.map((value) => ({ value })) }
}

function add(members: readonly string[]) {
  return [{ op: 'add', path: 'members', value: members.map((value) => ({ value })) }]
}

async function users(client: Client, count: number): Promise<readonly string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index += 1) made.push((await client.user({ userName: `u${index}` })).id)
  return made
}

const deactivation = [{ op: 'replace', path: 'active', value: false }]

describe('members that cannot be', () => {
  const profile = withGroups({ requireActiveMembers: true })

  it('P-07, P-09: are refused by POST, PUT and PATCH with all of them named once, in order, and nothing is done', async () => {
    const client = openClient({ profile })
    const [ada = '', eve = ''] = await users(client, 2)
    const { path } = await client.group({ members: [{ value: ada }] })
    const invalid = ['zoe', eve, 'bob', 'zoe']
    const answers = [
      await client.post('/Groups', groupOf(invalid, 'Others')),
      await client.put(path, groupOf(invalid, 'Renamed')),
      await client.patch(path, [{ op: 'replace', path: 'displayName', value: 'Renamed' }, ...add(invalid)]),
      await client.patch(path, [...add(['zoe']), ...add([eve]), ...add(['bob'])]),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 400, event: { errorCode: 'MEMBERS_INVALID' } })
      expect(answer.body.detail).toContain(': zoe, bob (not known here). ')
    }
    expect((await client.get('/Groups')).body).toMatchObject({ totalResults: 1, Resources: [{ displayName: 'Staff' }] })
    expect(await client.values(path, 'members')).toEqual([ada])
  })

  it('P-08: are those who are not active, until they are again', async () => {
    const client = openClient({ profile })
    const { id, path } = await client.user()
    await client.patch(path, deactivation)
    const { status, body } = await client.post('/Groups', groupOf([id]))
    expect([status, body.detail]).toEqual([400, expect.stringContaining(`: ${id} (deactivated here). `)])
    await client.patch(path, [{ op: 'replace', path: 'active', value: true }])
    expect((await client.post('/Groups', groupOf([id]))).status).toBe(201)
  })

  it('D-14: are not those who are not active, where the profile does not ask', async () => {
    const client = openClient({ profile: rfcProfile })
    const { id, path } = await client.user()
    await client.patch(path, deactivation)
    expect((await client.post('/Groups', groupOf([id]))).status).toBe(201)
  })

  it('P-07: are accounts that SCIM has not provisioned, unless it sees them', async () => {
    const hidden = openWorld(profile)
    const orphan = await hidden.account({ userName: 'orphan' })
    expect((await hidden.client.post('/Groups', groupOf([orphan]))).status).toBe(400)
    const shown = openWorld(defineProfile({ extends: profile, users: { visibility: 'tenant' } }))
    const seen = await shown.account({ userName: 'orphan' })
    expect((await shown.client.post('/Groups', groupOf([seen]))).status).toBe(201)
  })

  it('P-22: are accounts beyond the first that the check knows', async () => {
    const client = openClient({ profile: withGroups({ identityWindow: 2 }) })
    const [first = '', second = '', third = ''] = await users(client, 3)
    expect((await client.post('/Groups', groupOf([first, second]))).status).toBe(201)
    const { status, body } = await client.post('/Groups', groupOf([second, third], 'Others'))
    expect(status).toBe(400)
    expect(body.detail).toContain(`: ${third} (here, but beyond the number of accounts that is checked). `)
    expect(body.detail).not.toContain(second)
  })

  it('P-38, D-13: are left out with a note, where the profile says so', async () => {
    const client = openClient({ profile: withGroups({ memberValidation: 'skip', requireActiveMembers: true }) })
    const [ada = '', eve = ''] = await users(client, 2)
    await client.patch(`/Users/${eve}`, deactivation)
    const made = await client.post('/Groups', groupOf(['zoe', ada, eve]))
    expect(made).toMatchObject({ status: 201, event: { findings: ['MEMBERS_SKIPPED'] } })
    expect(await client.values(`/Groups/${made.body.id}`, 'members')).toEqual([ada])
  })

  it('D-13: are kept dangling, where the profile says so', async () => {
    const client = openClient({ profile: withGroups({ memberValidation: 'accept' }) })
    const { path } = await client.group({ members: [{ value: 'zoe' }] })
    expect(await client.values(path, 'members')).toEqual(['zoe'])
  })
})

describe('a group named as a member', () => {
  async function opened(profile: Policy) {
    const client = openClient({ profile })
    const { id: ada } = await client.user()
    const inner = await client.group({ displayName: 'Inner' })
    const outer = await client.group({ displayName: 'Outer' })
    return { client, ada, inner, outer }
  }

  it.each([{ profile: pulumi2024Profile }, { profile: pulumi2026Profile }])(
    'P-07: is nobody who is provisioned, and refused by POST, PUT and PATCH like any invalid id',
    async ({ profile }) => {
      const { client, ada, inner, outer } = await opened(profile)
      const answers = [
        await client.post('/Groups', groupOf([ada, inner.id])),
        await client.put(outer.path, groupOf([ada, inner.id], 'Outer')),
        await client.patch(outer.path, add([ada, inner.id])),
        await client.patch(outer.path, [{ op: 'replace', value: { members: [{ value: inner.id, type: 'Group' }] } }]),
      ]
      for (const { status, text, event } of answers) {
        expect({ status, code: event.errorCode }).toEqual({ status: 400, code: 'MEMBERS_INVALID' })
        expect(text).toContain(`Cannot add invalid members to team. Invalid member ids: ${inner.id}`)
      }
      expect(await client.values(outer.path, 'members')).toEqual([])
    },
  )

  it('P-07: is left out with a note where members were not yet checked', async () => {
    const { client, ada, inner, outer } = await opened(pulumi2021Profile)
    const { status, event } = await client.patch(outer.path, add([ada, inner.id]))
    expect({ status, findings: event.findings }).toEqual({ status: 204, findings: ['MEMBERS_SKIPPED'] })
    expect(await client.values(outer.path, 'members')).toEqual([ada])
  })

  it('P-07: is told by the schema where it can be one', async () => {
    const membersOf = async (profile: Policy) => {
      const { body } = await openClient({ profile }).get(`/Schemas/${groupUrn}`)
      const [members] = Object(body).attributes.filter(({ name }: { name: string }) => name === 'members')
      const find = (sub: string) => members.subAttributes.find(({ name }: { name: string }) => name === sub)
      return [find('type').canonicalValues, find('$ref').referenceTypes]
    }
    expect(await membersOf(rfcProfile)).toEqual([
      ['User', 'Group'],
      ['User', 'Group'],
    ])
    expect(await membersOf(pulumi2024Profile)).toEqual([['User'], ['User']])
  })

  it('is a member where groups are nested', async () => {
    const { client, ada, inner, outer } = await opened(rfcProfile)
    expect((await client.patch(outer.path, add([ada, inner.id]))).status).toBe(204)
    expect(await client.values(outer.path, 'members')).toEqual([ada, inner.id])
  })
})

describe('a member that has become invalid', () => {
  async function opened(patchChecks: 'added' | 'resulting') {
    const client = openClient({ profile: withGroups({ requireActiveMembers: true, patchChecks }) })
    const [ada = '', eve = '', kim = ''] = await users(client, 3)
    const { path } = await client.group({ members: [{ value: ada }, { value: eve }] })
    await client.patch(`/Users/${eve}`, deactivation)
    return { client, path, ada, eve, kim }
  }

  it('D-14: does not hold up a PATCH that adds others', async () => {
    const { client, path, ada, eve, kim } = await opened('added')
    expect((await client.patch(path, add([kim]))).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual([ada, eve, kim])
  })

  it('D-14: does not either when the PATCH names it once more, but cannot come back once it is out', async () => {
    const { client, path, ada, eve, kim } = await opened('added')
    expect((await client.patch(path, add([eve, kim]))).status).toBe(204)
    const members = [eve, ada].map((value) => ({ value }))
    expect((await client.patch(path, [{ op: 'replace', path: 'members', value: members }])).status).toBe(204)
    expect(new Set(await client.values(path, 'members'))).toEqual(new Set([ada, eve]))
    await client.patch(path, [{ op: 'remove', path: `members[value eq "${eve}"]` }])
    expect((await client.patch(path, add([eve]))).status).toBe(400)
  })

  it('D-14: holds it up where all that results is checked, until it is removed', async () => {
    const { client, path, ada, eve, kim } = await opened('resulting')
    const refused = await client.patch(path, add([kim]))
    expect(refused).toMatchObject({ status: 400, event: { errorCode: 'MEMBERS_INVALID' } })
    expect(refused.body.detail).toContain(eve)
    expect(await client.values(path, 'members')).toEqual([ada, eve])
    const removal = [{ op: 'remove', path: `members[value eq "${eve}"]` }]
    expect((await client.patch(path, [...removal, ...add([kim])])).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual([ada, kim])
  })

  it('D-14: is refused by a PUT that lists it', async () => {
    const { client, path, ada, eve } = await opened('added')
    expect((await client.put(path, groupOf([ada, eve]))).status).toBe(400)
    expect((await client.put(path, groupOf([ada]))).status).toBe(200)
  })
})

describe('a request that changes many members', () => {
  it('I-10, D-15: is done with the advice to send fewer, and one of the advised size is done without', async () => {
    const client = openClient({ profile: withGroups({ batch: { soft: 2 } }, immutaProfile) })
    const ids = await users(client, 4)
    const { path } = await client.group({ members: ids.slice(0, 2).map((value) => ({ value })) })
    const removal = (id: string | undefined) => ({ op: 'remove', path: `members[value eq "${id}"]` })
    const findingsOf = async (operations: readonly unknown[]) => {
      const { status, event } = await client.patch(path, operations)
      return [status, ...event.findings]
    }
    expect(await findingsOf(add(ids.slice(2)))).toEqual([204])
    expect(await findingsOf([...add(ids.slice(0, 2)), removal(ids[3])])).toEqual([204, 'BATCH_LARGE'])
    expect((await client.put(path, groupOf(ids))).event.findings).toEqual(['BATCH_LARGE'])
    expect((await client.post('/Groups', groupOf(ids, 'Others'))).event.findings).toEqual(['BATCH_LARGE'])
  })

  it.each([
    { onHard: '413', status: 413, errorCode: 'MEMBER_BATCH_TOO_LARGE' },
    { onHard: '400', status: 400, errorCode: 'MEMBER_BATCH_REFUSED' },
    { onHard: 'timeout', status: 504, errorCode: 'MEMBER_BATCH_TIMEOUT' },
  ] as const)('I-10, RW-I4: is refused above the limit with $status, and nothing is done', async (expected) => {
    const { onHard, status, errorCode } = expected
    const client = openClient({ profile: withGroups({ batch: { hard: 2, onHard } }) })
    const ids = await users(client, 3)
    const { path } = await client.group()
    const refused = { status, event: { errorCode } }
    expect(await client.patch(path, add(ids))).toMatchObject(refused)
    expect(await client.patch(path, [...add(ids.slice(0, 2)), ...add(ids.slice(2))])).toMatchObject(refused)
    expect(await client.put(path, groupOf(ids, 'Renamed'))).toMatchObject(refused)
    expect(await client.post('/Groups', groupOf(ids, 'Others'))).toMatchObject(refused)
    expect((await client.get('/Groups')).body).toMatchObject({ totalResults: 1, Resources: [{ displayName: 'Staff' }] })
    expect(await client.values(path, 'members')).toEqual([])
    expect((await client.patch(path, add(ids.slice(0, 2)))).status).toBe(204)
    expect((await client.patch(path, add(ids.slice(2)))).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual(ids)
  })

  it('I-10, RW-I4: is refused with the number that is advised, where it is less than the limit', async () => {
    for (const [soft, advice] of [
      [1, 'Nothing was changed. Send about 1 at a time.'],
      [5, 'Nothing was changed.'],
    ] as const) {
      const client = openClient({ profile: withGroups({ batch: { soft, hard: 2, onHard: 'timeout' } }) })
      const { body } = await client.post('/Groups', groupOf(await users(client, 3)))
      expect(body.detail).toMatch(new RegExp(` take longer than it may last\\. ${advice} \\[SCIM4017\\]$`))
    }
  })
})

describe('the name of a group', () => {
  const profile = withGroups({ displayNameMax: 5 })

  it('P-20: may be as long as the profile says, counted in characters', async () => {
    const client = openClient({ profile })
    expect((await client.post('/Groups', groupOf([], '12345'))).status).toBe(201)
    expect((await client.post('/Groups', groupOf([], '🦉🦉🦉🦉🦉'))).status).toBe(201)
  })

  it('P-20: that is longer is refused by POST, PUT and PATCH, and nothing is done', async () => {
    const client = openClient({ profile })
    const { id } = await client.user()
    const { path } = await client.group()
    const long = '123456'
    const answers = [
      await client.post('/Groups', groupOf([], long)),
      await client.put(path, groupOf([id], long)),
      await client.patch(path, [{ op: 'replace', path: 'displayName', value: long }, ...add([id])]),
      await client.patch(path, [{ op: 'replace', value: { displayName: long } }]),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 400,
        body: { scimType: 'invalidValue', detail: expect.stringContaining('6 characters') },
        event: { errorCode: 'DISPLAY_NAME_TOO_LONG' },
      })
    }
    expect((await client.get(path)).body).toMatchObject({ displayName: 'Staff', meta: { version: 'W/"1"' } })
    expect((await client.get('/Groups')).body.totalResults).toBe(1)
  })

  it('P-20: that is longer than a limit set later does not hold up its members', async () => {
    const world = openWorld(profile)
    const id = await world.group('a long name')
    const client = openClient({
      store: world.store,
      profile: defineProfile({ extends: profile, groups: { visibility: 'all' } }),
    })
    const user = await client.user()
    expect((await client.patch(`/Groups/${id}`, add([user.id]))).status).toBe(204)
  })

  it('P-20: has nothing to do with the names of people', async () => {
    const client = openClient({ profile: pulumi2024Profile })
    const made = await client.user({ displayName: 'x'.repeat(101) })
    expect(isJsonObject((await client.get(made.path)).body)).toBe(true)
  })
})
