import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient } from './client.ts'

const work = { type: 'work', value: 'w@x.org' }
const home = { type: 'home', value: 'h@x.org' }

describe('PATCH add', () => {
  it('S7644-3.5.2.1-02: without a path merges a set of attributes', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [work], title: 't' })
    const { body } = await client.patch(path, [{ op: 'add', value: { nickName: 'B', emails: [home] } }])
    expect(body).toMatchObject({ nickName: 'B', title: 't', emails: [work, home] })
  })

  it('S7644-3.5.2.1-03: sets a simple value, set or not', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const value of ['a', 'b']) {
      const { body } = await client.patch(path, [{ op: 'add', path: 'nickName', value }])
      expect(body.nickName).toBe(value)
    }
  })

  it('S7644-3.5.2.1-04, S7644-3.5.2.1-05: merges into a complex value, or makes it', async () => {
    const client = openClient()
    const { path } = await client.user({ name: { familyName: 'L' } })
    const { body } = await client.patch(path, [{ op: 'add', path: 'name', value: { givenName: 'A' } }])
    expect(body.name).toEqual({ familyName: 'L', givenName: 'A' })
    expect(await client.patch(path, [{ op: 'add', path: 'name', value: 'x' }])).toMatchObject(
      error(400, 'invalidValue'),
    )
    const other = await client.user({ userName: 'b' })
    expect((await client.patch(other.path, [{ op: 'add', path: 'name.givenName', value: 'B' }])).body.name).toEqual({
      givenName: 'B',
    })
  })

  it.each([
    ['emails', home, [work, home]],
    ['emails', [home, { type: 'other', value: 'o' }], [work, home, { type: 'other', value: 'o' }]],
    ['emails', [], [work]],
  ])('S7644-3.5.2.1-06: appends to %s %j', async (path, value, expected) => {
    const client = openClient()
    const user = await client.user({ emails: [work] })
    expect((await client.patch(user.path, [{ op: 'add', path, value }])).body.emails).toEqual(expected)
  })

  it('S7644-3.5.2.1-06: appends to a list of simple values, one or many', async () => {
    const client = openClient()
    const { path } = await client.widget({ tags: ['a'] })
    expect((await client.patch(path, [{ op: 'add', path: 'tags', value: 'b' }])).body.tags).toEqual(['a', 'b'])
    expect((await client.patch(path, [{ op: 'add', path: 'tags', value: ['b', 'c'] }])).body.tags).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it('S7644-3.5.2.1-07, S7644-3.5.2.1-08: a value that is there is no change', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [work, home] })
    const before = await client.get(path)
    const answer = await client.patch(path, [{ op: 'add', path: 'emails', value: [home, work] }])
    expect(answer).toMatchObject({ status: 200, text: before.text })
  })

  it('S7644-3.5.2.1-07, S7643-2.4-08: what is said anew about a value that is there is added to it', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [work, home] })
    const { body } = await client.patch(path, [{ op: 'add', path: 'emails', value: { ...work, display: 'Office' } }])
    expect(body.emails).toEqual([{ ...work, display: 'Office' }, home])
  })

  it('S7644-3.5.2.1-09: merges into every element a filter selects', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [work, home, { type: 'work', value: '2' }] })
    const { body } = await client.patch(path, [
      { op: 'add', path: 'emails[type eq "work"]', value: { display: 'W' } },
      { op: 'add', path: 'emails[type eq "home"].display', value: 'H' },
    ])
    expect(body.emails).toEqual([
      { ...work, display: 'W' },
      { ...home, display: 'H' },
      { type: 'work', value: '2', display: 'W' },
    ])
  })

  it('S7644-3.5.2.1-10: where a filter selects nothing the strict dialect has no target', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user({ emails: [home] })
    for (const target of ['emails[type eq "work"].value', 'emails[type eq "work"]', 'ims[type eq "x"].value']) {
      const value = target.endsWith('value') ? 'w' : { value: 'w' }
      expect(await client.patch(path, [{ op: 'add', path: target, value }])).toMatchObject(error(400, 'noTarget'))
    }
  })

  it('S7644-3.5.2.1-11: a password can be set and is not returned', async () => {
    const client = openClient({ passwords: { hash: () => 'hash' } })
    const { path, etag } = await client.user()
    const answer = await client.patch(path, [{ op: 'add', path: 'password', value: 'hunter2' }])
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('hunter2')
    expect(answer.headers.etag).not.toBe(etag)
  })

  it('S7644-3.5.2.1-12: reaches an extension with a path and without', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    const { body } = await client.patch(path, [
      { op: 'add', path: `${enterpriseUrn}:department`, value: 'd' },
      { op: 'add', value: { [enterpriseUrn]: { costCenter: 'c' } } },
    ])
    expect(body[enterpriseUrn]).toEqual({ department: 'd', costCenter: 'c' })
  })

  it.each([
    { 'name.givenName': 'x' },
    { 'emails[type eq "work"].value': 'x' },
    { [`${enterpriseUrn}:department`]: 'x' },
  ])('S7644-3.5.2.1-13: in the strict dialect %j is no set of attributes', async (value) => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    expect(await client.patch(path, [{ op: 'add', value }])).toMatchObject(error(400, 'invalidPath'))
  })

  it.each([
    ['nickName', null],
    ['emails', null],
    ['emails', []],
    ['emails[type eq "work"]', null],
    ['emails[type eq "work"].value', null],
    ['emails[type eq "fax"].value', null],
    ['name', null],
    ['name', { givenName: null }],
    ['name.givenName', null],
    [enterpriseUrn, null],
    [`${enterpriseUrn}:department`, null],
    [undefined, { nickName: null, emails: null, [enterpriseUrn]: null }],
  ])('S7644-3.5.2.1-14: adding to %s %j adds nothing and takes nothing away', async (path, value) => {
    const client = openClient()
    const user = await client.user({
      nickName: 'n',
      emails: [work],
      name: { givenName: 'A' },
      [enterpriseUrn]: { department: 'd' },
    })
    const before = await client.get(user.path)
    const answer = await client.patch(user.path, [{ op: 'add', ...(path && { path }), value }])
    expect(answer).toMatchObject({ status: 200, text: before.text })
  })

  it('S7644-3.5.2.1-14: something must be added to a required attribute', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect(await client.patch(path, [{ op: 'add', path: 'userName', value: null }])).toMatchObject(
      error(400, 'invalidValue'),
    )
  })

  it('S7644-3.5.2-05, S7644-3.5.2-06, S7643-7-08: an immutable value is set once', async () => {
    const client = openClient()
    const { path } = await client.widget()
    const add = (value: string) => client.patch(path, [{ op: 'add', path: 'serial', value }])
    expect((await add('s1')).body.serial).toBe('s1')
    expect((await add('s1')).status).toBe(200)
    expect(await add('s2')).toMatchObject(error(400, 'mutability'))
  })

  it('S7643-7-08: an immutable part of an element is set once', async () => {
    const client = openClient()
    const { path } = await client.widget({ parts: [{ value: 'p', type: 'a' }] })
    const add = (sn: string) => client.patch(path, [{ op: 'add', path: 'parts', value: { value: 'p', type: 'a', sn } }])
    expect((await add('1')).body.parts).toMatchObject([{ value: 'p', type: 'a', sn: '1' }])
    expect(await add('2')).toMatchObject(error(400, 'mutability'))
  })

  it.each([
    ['active', 'yes'],
    ['title', 5],
    ['title', ['a', 'b']],
    ['emails', [{ value: 5 }]],
    ['emails', ['x']],
    ['emails[type eq "work"].value', 5],
    ['name.givenName', {}],
  ])('S7644-3.5.2-05: %s cannot be %j', async (target, value) => {
    const client = openClient()
    const { path } = await client.user({ emails: [work] })
    expect(await client.patch(path, [{ op: 'add', path: target, value }])).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7643-4.2-05, S7643-4.1.2-09: adding a member twice is adding it once, and the user sees the group', async () => {
    const client = openClient()
    const { id, path } = await client.user()
    const group = await client.group()
    const join = { op: 'add', path: 'members', value: [{ value: id }] }
    for (let round = 0; round < 2; round += 1) expect((await client.patch(group.path, [join, join])).status).toBe(204)
    expect(await client.values(group.path, 'members')).toEqual([id])
    expect(await client.values(path, 'groups')).toEqual([group.id])
  })

  it('of a member that one list names twice the last counts, and to add one who is there changes nothing', async () => {
    const client = openClient()
    const { id } = await client.user()
    const named = (display: string) => ({ value: id, display })
    const twice = [{ ...named('A'), type: 'User' }, named('B')]
    const add = (value: unknown) => ({ op: 'add', path: 'members', value })
    const shown = async (path: string) => (await client.get(path)).body.members
    const made = await client.group({ members: twice })
    expect(await shown(made.path)).toMatchObject([{ display: 'B', type: 'User' }])
    const { path } = await client.group({ displayName: 'Crew' })
    expect((await client.patch(path, [add(twice), add([named('C')])])).status).toBe(204)
    expect(await shown(path)).toMatchObject([{ display: 'B', type: 'User' }])
    const { etag } = (await client.get(path)).headers
    expect((await client.patch(path, [add([named('D')])])).headers.etag).toBe(etag)
  })

  it('A42: one value of a simple list is named either way', async () => {
    const client = openClient()
    const { path } = await client.widget({ tags: ['a', 'b', 'c'] })
    await client.patch(path, [{ op: 'remove', path: 'tags[value eq "a"]' }])
    await client.patch(path, [{ op: 'replace', path: 'tags eq "b"', value: 'x' }])
    expect((await client.get(path)).body.tags).toEqual(['x', 'c'])
  })
})
