import { defineResourceType, userResourceType } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { error, openClient, query, searchUrn, userUrn } from './client.ts'

const people = { type: 'complex', multiValued: true, subAttributes: [{ name: 'value' }] } as const
const team = defineResourceType({
  name: 'Team',
  schema: {
    id: 'urn:example:Team',
    name: 'Team',
    attributes: [
      { name: 'members', ...people },
      { name: 'owners', ...people },
    ],
  },
  relations: [{ attribute: 'members' }, { attribute: 'owners' }],
})

describe('DELETE on a resource', () => {
  it.each(['user', 'group', 'widget'] as const)('S7644-3.6-01: of a %s answers 204 and nothing else', async (kind) => {
    const client = openClient()
    const { path } = await client[kind]()
    expect(await client.delete(path)).toMatchObject({ status: 204, text: undefined })
  })

  it('S7644-3.6-02: afterwards nothing finds it', async () => {
    const client = openClient()
    const { path } = await client.user()
    await client.delete(path)
    const answers = [
      await client.get(path),
      await client.put(path, { userName: 'ada' }),
      await client.patch(path, [{ op: 'remove', path: 'title' }]),
      await client.delete(path),
    ]
    for (const answer of answers) expect(answer).toMatchObject(error(404))
  })

  it('S7644-3.6-03: it is in no list, search or count', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    const group = await client.group({ members: [{ value: id }] })
    await client.delete(path)
    for (const filter of [`id eq "${id}"`, 'userName eq "ada"', 'active eq false or id pr'])
      expect((await client.get(`/Users${query({ filter })}`)).body.totalResults).toBe(0)
    expect((await client.post('/.search', { schemas: [searchUrn] })).body.totalResults).toBe(1)
    expect(await client.values(group.path, 'members')).toEqual([])
    expect(await client.patch(group.path, [{ op: 'add', path: 'members', value: { value: id } }])).toMatchObject(
      error(400),
    )
  })

  it('S7644-3.6-04, S7643-3.1-06: its userName is free again, its id is not', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    await client.delete(path)
    const again = await client.post('/Users', { schemas: [userUrn], userName: 'ada' })
    expect(again.status).toBe(201)
    expect(again.body.id).not.toBe(id)
  })

  it('S7644-3.6-05: what is not there cannot be deleted, and a collection never', async () => {
    const client = openClient()
    await client.user()
    expect(await client.delete('/Users/nope')).toMatchObject(error(404))
    const answer = await client.delete('/Users')
    expect(answer).toMatchObject({ ...error(405), headers: { allow: 'GET, HEAD, POST' } })
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it('S7644-3.6-06, A36, S7643-4.1.2-09: it leaves the groups, and a deleted group leaves its members', async () => {
    const client = openClient()
    const user = await client.user()
    const group = await client.group({ members: [{ value: user.id }] })
    const other = await client.group({ displayName: 'other', members: [{ value: user.id }] })
    await client.delete(other.path)
    expect(await client.values(user.path, 'groups')).toEqual([group.id])
    await client.delete(user.path)
    const after = await client.get(group.path)
    expect(after.body).not.toHaveProperty('members')
    expect(after.headers.etag).not.toBe(group.etag)
  })

  it('A36: who was in two relations of one resource leaves both, and that is one other version', async () => {
    const client = openClient({ resourceTypes: [userResourceType, team] })
    const { path, id } = await client.user()
    const { body } = await client.post('/Teams', { members: [{ value: id }], owners: [{ value: id }] })
    await client.delete(path)
    const after = (await client.get(`/Teams/${body.id}`)).body
    expect(after).not.toHaveProperty('members')
    expect(after).not.toHaveProperty('owners')
    expect(after.meta).toMatchObject({ version: 'W/"2"' })
  })
})
