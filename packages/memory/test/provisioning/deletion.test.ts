import {
  createDirectory,
  defineProfile,
  defineResourceType,
  groupResourceType,
  type Policy,
  pulumi2024Profile,
  rfcProfile,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient } from '../protocol/client.ts'
import { openWorld } from './world.ts'

function deletingUsers(how: Policy['users']['delete']) {
  return openWorld(defineProfile({ extends: rfcProfile, users: { delete: how } }))
}

function deletingGroups(groups: Partial<Policy['groups']>) {
  return openWorld(defineProfile({ extends: rfcProfile, groups }))
}

describe('DELETE of a user', () => {
  it('P-23, D-10: `unsupported` answers 501, whoever is meant, and changes nothing', async () => {
    const world = deletingUsers('unsupported')
    const { path, id } = await world.client.user()
    const before = await world.stored(id)
    expect(await world.client.delete(path)).toMatchObject(error(501))
    expect(await world.client.delete('/Users/nobody')).toMatchObject(error(501))
    expect(await world.stored(id)).toEqual(before)
  })

  it('B-20, D-10: `disable` deactivates: 204, and it can still be read', async () => {
    const world = deletingUsers('disable')
    const { path, id } = await world.client.user()
    expect(await world.client.delete(path)).toMatchObject({ status: 204, text: undefined })
    expect(await world.client.get(path)).toMatchObject({ status: 200, body: { active: false } })
    expect((await world.stored(id))?.provenance).toMatchObject({ active: false, deleted: false })
  })

  it('`disable` leaves what is deactivated as it is', async () => {
    const world = deletingUsers('disable')
    const { path } = await world.client.user({ active: false })
    const { headers } = await world.client.get(path)
    expect((await world.client.delete(path)).status).toBe(204)
    expect((await world.client.get(path)).headers.etag).toBe(headers.etag)
  })

  it('D-10: `tombstone` answers 404 from then on, and keeps the record', async () => {
    const world = deletingUsers('tombstone')
    const { path, id } = await world.client.user()
    expect((await world.client.delete(path)).status).toBe(204)
    expect(await world.client.get(path)).toMatchObject(error(404))
    expect(await world.stored(id)).toMatchObject({ attributes: { userName: 'ada' }, provenance: { deleted: true } })
  })

  it('D-10: `hard` leaves nothing', async () => {
    const world = deletingUsers('hard')
    const { path } = await world.client.user()
    expect((await world.client.delete(path)).status).toBe(204)
    expect(await world.all()).toEqual([])
  })
})

describe('DELETE of a group', () => {
  it('P-25: `hard` leaves nothing, and the members stay', async () => {
    const world = openWorld(pulumi2024Profile)
    const user = await world.client.user()
    const { path } = await world.client.group({ members: [{ value: user.id }] })
    expect((await world.client.delete(path)).status).toBe(204)
    expect(await world.all('Group')).toEqual([])
    expect((await world.client.get(user.path)).status).toBe(200)
  })

  it('D-10: `unlink` hands it to the application, with its members', async () => {
    const world = deletingGroups({ delete: 'unlink', visibility: 'all', deleteScope: 'all' })
    const user = await world.client.user()
    const { path, id } = await world.client.group({ members: [{ value: user.id }] })
    expect((await world.client.delete(path)).status).toBe(204)
    expect((await world.stored(id, 'Group'))?.provenance).toMatchObject({ managed: false, deleted: false })
    expect(await world.client.values(path, 'members')).toEqual([user.id])
    expect((await world.client.delete(path)).status).toBe(204)
  })

  it('D-10: `disable` leaves a tombstone', async () => {
    const world = deletingGroups({ delete: 'disable' })
    const { path } = await world.client.group()
    expect((await world.client.delete(path)).status).toBe(204)
    expect(await world.client.get(path)).toMatchObject(error(404))
    expect(await world.all('Group')).toMatchObject([{ provenance: { deleted: true } }])
  })

  it('P-25, D-17: groups.deleteScope says whether a group SCIM has not made can be deleted', async () => {
    for (const [deleteScope, status] of [
      ['managed', 404],
      ['all', 204],
    ] as const) {
      const world = deletingGroups({ deleteScope })
      const id = await world.group('local')
      expect((await world.client.delete(`/Groups/${id}`)).status).toBe(status)
      expect((await world.all('Group')).length).toBe(deleteScope === 'managed' ? 1 : 0)
    }
  })
})

describe('references to what is deleted', () => {
  const reporting = (id: string) => ({ department: 'Engines', manager: { value: id } })
  const clearing = (users: Partial<Policy['users']> = {}) =>
    openWorld(defineProfile({ extends: rfcProfile, users, protocol: { references: 'clear' } }))

  it('S7644-3.6-06, A36: `keep` leaves them as they were written', async () => {
    const { client } = openWorld(rfcProfile)
    const boss = await client.user()
    const report = await client.user({ userName: 'bob', [enterpriseUrn]: reporting(boss.id) })
    await client.delete(boss.path)
    expect((await client.get(report.path)).body[enterpriseUrn]).toMatchObject({ manager: { value: boss.id } })
  })

  it.each(['tombstone', 'hard'] as const)(
    'S7644-3.6-06, A36: `clear` takes them away, however many (%s)',
    async (how) => {
      const { client } = clearing({ delete: how })
      const boss = await client.user()
      const other = await client.user({ userName: 'eve', [enterpriseUrn]: { manager: { value: 'somebody' } } })
      const reports = []
      for (let number = 0; number < 205; number += 1)
        reports.push(await client.user({ userName: `r${number}`, [enterpriseUrn]: reporting(boss.id) }))
      expect((await client.delete(boss.path)).status).toBe(204)
      for (const { path, etag } of reports) {
        const after = await client.get(path)
        expect(after.body[enterpriseUrn]).toEqual({ department: 'Engines' })
        expect(after.headers.etag).not.toBe(etag)
      }
      expect((await client.get(other.path)).headers.etag).toBe(other.etag)
    },
  )

  it('A36: `clear` leaves them where the account is only deactivated', async () => {
    const { client } = clearing({ delete: 'disable' })
    const boss = await client.user()
    const report = await client.user({ userName: 'bob', [enterpriseUrn]: reporting(boss.id) })
    await client.delete(boss.path)
    expect((await client.get(report.path)).headers.etag).toBe(report.etag)
  })

  it('A36: `clear` is meant for the application, too', async () => {
    const profile = defineProfile({ extends: rfcProfile, protocol: { references: 'clear' } })
    const { client, store } = openWorld(profile)
    const boss = await client.user()
    const report = await client.user({ userName: 'bob', [enterpriseUrn]: reporting(boss.id) })
    await createDirectory({ store, profile }).deleteAccount('acme', boss.id)
    expect((await client.get(report.path)).body[enterpriseUrn]).toEqual({ department: 'Engines' })
  })

  it('A36: `clear` takes single elements out of a list, and leaves what must have a value', async () => {
    const person = [{ name: 'value' }, { name: '$ref', type: 'reference' as const, referenceTypes: ['User'] }]
    const project = defineResourceType({
      name: 'Project',
      schema: {
        id: 'urn:example:Project',
        name: 'Project',
        attributes: [
          { name: 'owner', type: 'complex', required: true, subAttributes: person },
          { name: 'reviewers', type: 'complex', multiValued: true, subAttributes: person },
        ],
      },
    })
    const client = openClient({
      profile: defineProfile({ extends: rfcProfile, protocol: { references: 'clear' } }),
      resourceTypes: [userResourceType, groupResourceType, project],
    })
    const boss = await client.user()
    const value = { value: boss.id }
    const { body } = await client.post('/Projects', { owner: value, reviewers: [value, { value: 'x' }] })
    await client.delete(boss.path)
    const after = (await client.get(`/Projects/${body.id}`)).body
    expect([after.owner, after.reviewers]).toMatchObject([value, [{ value: 'x' }]])
  })
})
