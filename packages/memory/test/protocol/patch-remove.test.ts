import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient } from './client.ts'

const emails = [
  { type: 'work', value: 'a@example.com' },
  { type: 'work', value: 'b@other.org', display: 'B' },
  { type: 'home', value: 'c@example.com', display: 'C' },
]
const remove = (path: string, value?: unknown) => [{ op: 'remove', path, ...(value !== undefined && { value }) }]

describe('PATCH remove', () => {
  it.each([
    ['nickName', { nickName: 'n' }],
    ['name', { name: { givenName: 'A' } }],
    ['name.givenName', { name: { givenName: 'A' } }],
    ['emails', { emails }],
    ['emails[value pr]', { emails }],
    [`${enterpriseUrn}:department`, { [enterpriseUrn]: { department: 'd' } }],
    [`${enterpriseUrn}:manager.value`, { [enterpriseUrn]: { manager: { value: 'm' } } }],
    [enterpriseUrn, { [enterpriseUrn]: { department: 'd', manager: { value: 'm' } } }],
  ])('S7644-3.5.2.2-02, S7644-3.5.2.2-03, S7644-3.5.2.2-13: of %s leaves nothing of %j', async (path, attributes) => {
    const client = openClient({ dialect: 'strict' })
    const plain = await client.user({ userName: 'plain' })
    const user = await client.user(attributes)
    const { body } = await client.patch(user.path, remove(path))
    const shape = (resource: object) => Object.keys(resource).sort()
    expect(shape(body)).toEqual(shape((await client.get(plain.path)).body))
    expect(body.schemas).not.toContain(enterpriseUrn)
  })

  it('S7644-3.5.2.2-02: one part of a complex value leaves the others', async () => {
    const client = openClient()
    const { path } = await client.user({ name: { givenName: 'A', middleName: 'M' } })
    expect((await client.patch(path, remove('name.middleName'))).body.name).toEqual({ givenName: 'A' })
  })

  it.each([
    ['emails[value eq "a@example.com"]', [1, 2]],
    ['emails[type eq "work" and value ew "example.com"]', [1, 2]],
    ['emails[type eq "work"]', [2]],
    ['emails[value ew "example.com"]', [1]],
    ['emails[not (type eq "work")]', [0, 1]],
    ['emails[value eq "nobody"]', [0, 1, 2]],
  ])('S7644-3.5.2.2-04, S7644-3.5.2.2-05: %s leaves %j', async (path, left) => {
    const client = openClient()
    const user = await client.user({ emails })
    expect((await client.patch(user.path, remove(path))).body.emails).toEqual(left.map((index) => emails[index]))
  })

  it('S7644-3.5.2.2-06: a part of the selected elements goes, an element left with nothing goes too', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [...emails, { display: 'only' }] })
    const { body } = await client.patch(path, [
      ...remove('emails[type eq "home"].display'),
      ...remove('emails[display eq "only"].display'),
    ])
    expect(body.emails).toEqual([emails[0], emails[1], { type: 'home', value: 'c@example.com' }])
  })

  it.each(['userName', 'groups', 'id', 'meta.created', 'schemas'])(
    'S7644-3.5.2.2-07: %s cannot be taken away',
    async (path) => {
      const client = openClient()
      const user = await client.user()
      expect(await client.patch(user.path, remove(path))).toMatchObject(error(400, 'mutability'))
    },
  )

  it('S7644-3.5.2.2-07, S7644-3.5.2.2-08, S7643-4.2-01: nor can parts of members, a name, an immutable value', async () => {
    const client = openClient()
    const { id } = await client.user()
    const group = await client.group({ members: [{ value: id }] })
    for (const path of [`members[value eq "${id}"].value`, 'members.value', 'displayName'])
      expect(await client.patch(group.path, remove(path))).toMatchObject(error(400, 'mutability'))
    const widget = await client.widget({ serial: 's', parts: [{ value: 'p', sn: '1' }] })
    for (const path of ['serial', 'parts[value eq "p"].sn'])
      expect(await client.patch(widget.path, remove(path))).toMatchObject(error(400, 'mutability'))
  })

  it.each(['nickName', 'name', 'name.givenName', 'emails', 'emails[type eq "work"].display', enterpriseUrn])(
    'S7644-3.5.2.2-09, S7644-3.5.2.2-10: of %s that is not there changes nothing',
    async (path) => {
      const client = openClient({ dialect: 'strict' })
      const user = await client.user()
      const before = await client.get(user.path)
      expect(await client.patch(user.path, remove(path))).toMatchObject({ status: 200, text: before.text })
    },
  )

  it.each([[[{ value: 'a@example.com' }]], [[]], [{ value: 'a@example.com' }], ['a@example.com'], [{}], [true]])(
    'S7644-3.5.2.2-11, A1: with the value %j the strict dialect refuses, and never removes all',
    async (value) => {
      const client = openClient({ dialect: 'strict' })
      const { path, id } = await client.user({ emails })
      expect(await client.patch(path, remove('emails', value))).toMatchObject(error(400, 'invalidValue'))
      const group = await client.group({ members: [{ value: id }] })
      const answer = await client.patch(group.path, remove('members', value))
      expect(answer).toMatchObject(error(400, 'invalidValue'))
      expect(answer.body.detail).toContain('aadOptscim062020')
      expect(await client.values(group.path, 'members')).toEqual([id])
    },
  )

  it.each(['strict', 'tolerant'] as const)(
    'A1: of a single value, or beside a filter, the value says nothing, and null says nothing of a list: %s',
    async (dialect) => {
      const client = openClient({ dialect })
      const { path } = await client.user({ nickName: 'n', emails, title: 't' })
      const operations = [...remove('nickName', 'other'), ...remove('emails[type eq "work"]', [{ value: 'other' }])]
      const left = (await client.patch(path, operations)).body
      expect(left).not.toHaveProperty('nickName')
      expect(JSON.stringify(left.emails ?? [])).not.toContain('"work"')
      expect((await client.patch(path, remove('emails', null))).body).not.toHaveProperty('emails')
    },
  )

  it('S7644-3.5.2.2-12: of what the schema does not have is an invalid path', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, remove('nope'))).toMatchObject(error(400, 'invalidPath'))
  })

  it('S7644-3.5.2.2-03, S7644-3.5.2.2-04: members go one by one or all at once', async () => {
    const client = openClient()
    const ids = []
    for (const userName of ['a', 'b', 'c']) ids.push((await client.user({ userName })).id)
    const { path } = await client.group({ members: ids.map((value) => ({ value })) })
    await client.patch(path, remove(`members[value eq "${ids[0]}"]`))
    expect(await client.values(path, 'members')).toEqual(ids.slice(1))
    await client.patch(path, remove(`members[value eq "${ids[1]}" or value eq "nobody"]`))
    expect(await client.values(path, 'members')).toEqual(ids.slice(2))
    await client.patch(path, remove('members'))
    expect((await client.get(path)).body).not.toHaveProperty('members')
  })

  it('S7644-3.5.2-27: a member that comes and goes in one request is no change', async () => {
    const client = openClient()
    const { id } = await client.user({ userName: 'ada' })
    const { path } = await client.group({})
    const before = (await client.get(path)).body
    const comesAndGoes = [
      { op: 'add', path: 'members', value: [{ value: id }] },
      ...remove(`members[value eq "${id}"]`),
    ]
    expect((await client.patch(path, comesAndGoes)).status).toBe(204)
    expect((await client.get(path)).body).toEqual(before)
  })

  it('S7644-3.5.2.2-05: members go by what is known of them', async () => {
    const client = openClient()
    const user = await client.user()
    const inner = await client.group({ displayName: 'inner' })
    const { path } = await client.group({ members: [{ value: user.id, display: 'Ada' }, { value: inner.id }] })
    await client.patch(path, remove('members[type eq "Group"]'))
    expect(await client.values(path, 'members')).toEqual([user.id])
    await client.patch(path, remove('members[display sw "A" and type eq "user"]'))
    expect(await client.values(path, 'members')).toEqual([])
  })
})
