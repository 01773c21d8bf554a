import { describe, expect, it } from 'vitest'
import { error, groupUrn, openClient, userUrn } from './client.ts'

const refused = error(400, 'invalidValue')
const replace = (path: string, value: unknown) => [{ op: 'replace', path, value }]

async function open(dialect: 'strict' | 'tolerant') {
  const client = openClient({ dialect })
  const user = await client.user({ emails: [{ type: 'work', value: 'a@x' }] })
  const group = await client.group({ members: [{ value: user.id }] })
  const unchanged = async () => {
    expect(await client.values(user.path, 'emails')).toEqual(['a@x'])
    expect(await client.values(group.path, 'members')).toEqual([user.id])
  }
  return { client, user, group, unchanged }
}

const asUser = (emails: unknown) => ({ schemas: [userUrn], userName: 'ada', emails })
const asGroup = (members: unknown) => ({ schemas: [groupUrn], displayName: 'Staff', members })

describe.each(['strict', 'tolerant'] as const)('A list of which nothing can be read, in the %s dialect', (dialect) => {
  it.each([[[{ id: 'u1' }]], [[{}]], [[null]], [[{ value: null }]], [[{}, null]]])(
    'S7644-3.5.2.2-11, A52: members %j do not empty a group',
    async (members) => {
      const { client, group, unchanged } = await open(dialect)
      // Strict, a name that is unknown is what is wrong with a PATCH.
      const scimType = dialect === 'strict' && JSON.stringify(members).includes('id') ? 'invalidSyntax' : 'invalidValue'
      expect(await client.put(group.path, asGroup(members))).toMatchObject(refused)
      expect(await client.patch(group.path, replace('members', members))).toMatchObject(error(400, scimType))
      expect(await client.patch(group.path, [{ op: 'replace', value: { members } }])).toMatchObject(
        error(400, scimType),
      )
      await unchanged()
    },
  )

  it.each(['emails[type eq "work"]', 'members[value pr]'])(
    'A52: {} in the place of %s does not take it away',
    async (path) => {
      const { client, user, group, unchanged } = await open(dialect)
      const target = path.startsWith('emails') ? user.path : group.path
      expect(await client.patch(target, replace(path, {}))).toMatchObject(refused)
      await unchanged()
    },
  )

  it.each([[[]], [null], [[{ value: '' }]], [[{ value: null }]], [[{ value: null, type: null }]]])(
    'S7643-2.5-01: emails %j say that there are none',
    async (emails) => {
      const { client, user } = await open(dialect)
      expect((await client.patch(user.path, replace('emails', emails))).body).not.toHaveProperty('emails')
      await client.patch(user.path, replace('emails', [{ value: 'a@x' }]))
      expect((await client.put(user.path, asUser(emails))).body).not.toHaveProperty('emails')
    },
  )

  it.each([[[]], [null]])('S7643-2.5-01: members %j empty a group', async (members) => {
    const { client, group } = await open(dialect)
    expect((await client.put(group.path, asGroup(members))).status).toBe(200)
    expect(await client.values(group.path, 'members')).toEqual([])
  })
})

describe.each([[[{ address: 'b@x' }]], [[{}]], [[null]], [[{}, { value: '' }]]])('Emails %j', (emails) => {
  it('S7643-2.5-01, A52: do not empty a user in the strict dialect', async () => {
    const { client, user, unchanged } = await open('strict')
    const scimType = JSON.stringify(emails).includes('b@x') ? 'invalidSyntax' : 'invalidValue'
    expect(await client.put(user.path, asUser(emails))).toMatchObject(refused)
    expect(await client.patch(user.path, replace('emails', emails))).toMatchObject(error(400, scimType))
    expect((await client.put(user.path, asUser(emails))).body.detail).toMatch(/"emails" must be made of .*value/)
    await unchanged()
  })

  it('A52: are taken for none elsewhere, and counted', async () => {
    const { client, user } = await open('tolerant')
    const made = await client.post('/Users', { ...asUser(emails), userName: 'eve' })
    expect(made).toMatchObject({ status: 201, event: { normalisations: { unreadableElements: 1 } } })
    const { body, event } = await client.put(user.path, asUser(emails))
    expect(body).not.toHaveProperty('emails')
    expect(event.normalisations).toMatchObject({ unreadableElements: 1 })
  })
})

describe('An element of which nothing can be read beside others', () => {
  it('A52: is left out, and counted', async () => {
    const { client, group, user, unchanged } = await open('tolerant')
    const answer = await client.put(group.path, asGroup([{}, { value: user.id }, { value: null }]))
    expect(answer.event.normalisations).toEqual({ unreadableElements: 2 })
    await unchanged()
  })

  it('A52: is refused in the strict dialect', async () => {
    const { client, user, unchanged } = await open('strict')
    expect(await client.put(user.path, asUser([{ value: 'b@x' }, {}]))).toMatchObject(refused)
    await unchanged()
  })
})
