import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient } from './client.ts'

const emails = [
  { type: 'work', value: 'a' },
  { type: 'work', value: 'b' },
  { type: 'home', value: 'c' },
]
const replace = (path: string | undefined, value: unknown) => [{ op: 'replace', ...(path && { path }), value }]

describe('PATCH replace', () => {
  it('S7644-3.5.2.3-01: without a path replaces what is named, lists as a whole', async () => {
    const client = openClient()
    const { path } = await client.user({ emails, title: 't' })
    const { body } = await client.patch(path, replace(undefined, { nickName: 'B', emails: [{ value: 'x' }] }))
    expect(body).toMatchObject({ nickName: 'B', title: 't', userName: 'ada' })
    expect(body.emails).toEqual([{ value: 'x' }])
  })

  it.each([
    ['userName', 'grace'],
    ['active', false],
    ['nickName', 'was unset'],
    ['name.givenName', 'was unset'],
    ['emails', [{ value: 'x' }]],
  ])('S7644-3.5.2.3-02, S7644-3.5.2.3-03, S7644-3.5.2.3-04: sets %s to %j', async (path, value) => {
    const client = openClient()
    const user = await client.user({ active: true, emails })
    const { body } = await client.patch(user.path, replace(path, value))
    const [name = '', sub] = path.split('.')
    expect(sub === undefined ? body[name] : body[name]).toEqual(sub === undefined ? value : { [sub]: value })
  })

  it('S7644-3.5.2.3-03: replaces all members', async () => {
    const client = openClient()
    const ids = []
    for (const userName of ['a', 'b', 'c']) ids.push((await client.user({ userName })).id)
    const { path } = await client.group({ members: [{ value: ids[0] ?? '' }] })
    await client.patch(path, replace('members', [{ value: ids[1] }, { value: ids[2] }]))
    expect(await client.values(path, 'members')).toEqual(ids.slice(1))
    await client.patch(path, replace('members', []))
    expect(await client.values(path, 'members')).toEqual([])
  })

  it('S7644-3.5.2.3-03, A27: one object is not a list', async () => {
    const client = openClient()
    const { path } = await client.user({ emails })
    expect(await client.patch(path, replace('emails', { value: 'x' }))).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(path)).body.emails).toEqual(emails)
  })

  it('S7644-3.5.2.3-05, A15: merges into a complex value', async () => {
    const client = openClient()
    const { path } = await client.user({ name: { givenName: 'A', familyName: 'L', middleName: 'M' } })
    const { body } = await client.patch(path, replace('name', { givenName: 'X', middleName: null }))
    expect(body.name).toEqual({ givenName: 'X', familyName: 'L' })
    expect(await client.patch(path, replace('name', 'x'))).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7644-3.5.2.3-06: replaces every element a filter selects', async () => {
    const client = openClient()
    const { path } = await client.user({
      addresses: [{ type: 'work', region: 'r' }, { type: 'home' }, { type: 'work' }],
    })
    const { body } = await client.patch(path, replace('addresses[type eq "work"]', { type: 'work', country: 'US' }))
    expect(body.addresses).toEqual([{ type: 'work', country: 'US' }, { type: 'home' }, { type: 'work', country: 'US' }])
  })

  it('S7644-3.5.2.3-07: replaces a part of every element a filter selects', async () => {
    const client = openClient()
    const { path } = await client.user({ emails })
    const { body } = await client.patch(path, replace('emails[type eq "work"].display', 'D'))
    expect(body.emails).toEqual([{ ...emails[0], display: 'D' }, { ...emails[1], display: 'D' }, emails[2]])
  })

  it('S7644-3.5.2-22: a part named without a filter is replaced in every element', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user({ emails })
    const { body } = await client.patch(path, replace('emails.type', 'other'))
    expect(body.emails).toEqual(emails.map(({ value }) => ({ type: 'other', value })))
  })

  it('S7644-3.5.2.3-08: where a filter selects nothing the strict dialect has no target', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user({ emails })
    for (const target of ['emails[type eq "fax"].value', 'ims[type eq "icq"].value'])
      expect(await client.patch(path, replace(target, 'x'))).toMatchObject(error(400, 'noTarget'))
    expect(await client.patch(path, replace('emails[type eq "fax"]', { value: 'x' }))).toMatchObject(
      error(400, 'noTarget'),
    )
    const group = await client.group()
    expect(await client.patch(group.path, replace('members[value eq "x"]', { value: 'x' }))).toMatchObject(error(400))
  })

  it('S7644-3.5.2.3-09, S7643-4.2-03: what is immutable can be replaced only by its equal', async () => {
    const client = openClient()
    const { id } = await client.user()
    const group = await client.group({ members: [{ value: id }] })
    for (const [part, value] of [
      ['value', 'x'],
      ['type', 'Group'],
      ['display', 'x'],
    ])
      expect(await client.patch(group.path, replace(`members[value eq "${id}"].${part}`, value))).toMatchObject(
        error(400, 'mutability'),
      )
    const before = await client.get(group.path)
    for (const path of [`members[value eq "${id}"]`, 'members'])
      for (const [part, value] of [
        ['value', id],
        ['type', 'User'],
      ])
        expect((await client.patch(group.path, replace(`${path}.${part}`, value))).status).toBe(204)
    expect((await client.get(group.path)).text).toBe(before.text)
    expect(await client.patch(group.path, replace('members[value eq "nobody"].type', 'User'))).toMatchObject(
      error(400, 'noTarget'),
    )
    const widget = await client.widget({ serial: 's', parts: [{ value: 'p', sn: '1' }] })
    expect((await client.patch(widget.path, replace('serial', 's'))).headers.etag).toBe(widget.etag)
    for (const [path, value] of [
      ['serial', 't'],
      ['parts[value eq "p"].sn', '2'],
      // An operation names what it changes: null is the removal of the value, and not its omission.
      ['serial', null],
      ['parts[value eq "p"].sn', null],
    ] as const)
      expect(await client.patch(widget.path, replace(path, value))).toMatchObject(error(400, 'mutability'))
  })

  it('S7644-3.5.2.3-10, A38: null unassigns, but not what is required', async () => {
    const client = openClient()
    const { path } = await client.user({ nickName: 'n', emails })
    const { body } = await client.patch(path, [...replace('nickName', null), ...replace('emails', null)])
    expect(body).not.toHaveProperty('nickName')
    expect(body).not.toHaveProperty('emails')
    expect(await client.patch(path, replace('userName', null))).toMatchObject(error(400, 'mutability'))
    expect(await client.patch(path, replace('userName', ''))).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7643-2.5-02: null unassigns what a filter selects', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: emails.map((email) => ({ ...email, display: 'D' })) })
    const { body } = await client.patch(path, [
      ...replace('emails[value eq "a"]', null),
      ...replace('emails[value eq "b"].display', null),
    ])
    expect(body.emails).toEqual([emails[1], { ...emails[2], display: 'D' }])
  })

  it('S7644-3.5.2.3-11: replacing with an equal value changes nothing', async () => {
    const client = openClient()
    const { path } = await client.user({ title: 't', emails, [enterpriseUrn]: { department: 'd' } })
    const before = await client.get(path)
    const answer = await client.patch(path, [
      ...replace('title', 't'),
      ...replace(
        'emails',
        emails.map(({ type, value }) => ({ value, type })),
      ),
      ...replace(enterpriseUrn, { department: 'd' }),
      ...replace('emails[value eq "a"].type', 'work'),
    ])
    expect(answer.text).toBe(before.text)
  })

  it('S7644-3.5.2.3-02, S7643-4.1.1-08: a deactivated user is still there', async () => {
    const client = openClient()
    const { path } = await client.user()
    await client.patch(path, replace('active', false))
    expect((await client.get(path)).body.active).toBe(false)
    expect((await client.get('/Users?filter=active%20eq%20false')).body.totalResults).toBe(1)
  })

  it('S7643-7-13: a returned=request attribute is shown to the client that has just set it, and to no other', async () => {
    const client = openClient()
    const { path } = await client.widget()
    expect((await client.patch(path, replace('hint', 'h'))).body.hint).toBe('h')
    expect((await client.patch(path, replace('count', 1))).body).not.toHaveProperty('hint')
  })

  it('S7644-3.1-03: the answer is the state a GET shows', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answer = await client.patch(
      path,
      replace(enterpriseUrn, { manager: { value: '26', displayName: 'ignored' } }),
    )
    expect(answer.text).toBe((await client.get(path)).text)
  })
})
