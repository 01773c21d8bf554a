import { immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'

describe('local groups', () => {
  it('P-10: live next to managed ones, with members of every kind', async () => {
    const { directory, provision, push, scim } = openWorld(pulumi2024Profile)
    const ada = await provision('ada', 'ada@example.com')
    const invited = await directory.addAccount('acme', { userName: 'eve', origin: 'invite' })
    await push('Managed', [ada])
    const local = await directory.addGroup('acme', { displayName: 'Local', members: [ada, invited.id, ada] })
    expect(local).toMatchObject({
      tenant: 'acme',
      displayName: 'Local',
      provenance: { managed: false, origin: 'local' },
    })
    expect(await directory.group('acme', local.id)).toEqual({ ...local, members: [ada, invited.id] })
    expect(await directory.groups('acme', { which: 'unmanaged' })).toEqual({ total: 1, groups: [local] })
    const { groups } = await directory.groups('acme')
    expect(groups.map(({ displayName }) => displayName)).toEqual(['Managed', 'Local'])
    expect(await scim.values(`/Users/${ada}`, 'groups')).toContain(local.id)
  })

  it('change by what comes and what goes', async () => {
    const { directory, provision, membersOf } = openWorld(rfcProfile)
    const [ada, eve, zoe] = [await provision('ada'), await provision('eve'), await provision('zoe')]
    const local = await directory.addGroup('acme', { displayName: 'Local', members: [ada, eve] })
    const changed = await directory.changeMembers('acme', local.id, { add: [zoe, ada], remove: [eve, 'nobody'] })
    expect(changed).toEqual(local)
    expect(await membersOf(local.id)).toEqual([ada, zoe])
    await directory.changeMembers('acme', local.id, {})
    expect(await membersOf(local.id)).toEqual([ada, zoe])
  })

  it('refuse members who are not there, all of them named, and change nothing', async () => {
    const { directory, provision, membersOf } = openWorld(immutaProfile)
    const ada = await provision('ada')
    const { id } = await directory.addGroup('acme', { displayName: 'Local' })
    const change = directory.changeMembers('acme', id, { add: [ada, 'x', 'y'] })
    await expect(change).rejects.toMatchObject({ code: 'MEMBERS_INVALID', params: { ids: ['x', 'y'] } })
    await expect(directory.addGroup('acme', { displayName: 'Other', members: ['x'] })).rejects.toMatchObject({
      code: 'MEMBERS_INVALID',
    })
    expect((await directory.groups('acme')).total).toBe(1)
    expect(await membersOf(id)).toEqual([])
  })

  it('F-20: cannot have the name of another group where names are unique', async () => {
    const { directory, push } = openWorld(rfcProfile)
    await push('Staff')
    await expect(directory.addGroup('acme', { displayName: 'STAFF' })).rejects.toMatchObject({
      code: 'UNIQUENESS_VIOLATED',
    })
    await directory.addGroup('globex', { displayName: 'Staff' })
  })

  it('are deleted, and their members stay', async () => {
    const { directory, provision } = openWorld(rfcProfile)
    const ada = await provision('ada')
    const { id } = await directory.addGroup('acme', { displayName: 'Local', members: [ada] })
    await directory.deleteGroup('acme', id)
    expect(await directory.groups('acme')).toEqual({ total: 0, groups: [] })
    await expect(directory.group('acme', id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    expect(await directory.effectiveGroups('acme', ada)).toEqual([])
  })
})

describe('managed groups', () => {
  it('P-36: are not edited locally where the identity provider decides about them', async () => {
    const { directory, provision, push, everything } = openWorld(pulumi2024Profile)
    const ada = await provision('ada', 'ada@example.com')
    const id = await push('Team')
    const before = await everything()
    const edit = directory.changeMembers('acme', id, { add: [ada] })
    await expect(edit).rejects.toMatchObject({ code: 'LOCAL_EDIT_BLOCKED', params: { resourceType: 'Group', id } })
    expect(await everything()).toEqual(before)
  })

  it('are edited locally where the profile allows it', async () => {
    const { directory, provision, push, membersOf } = openWorld(immutaProfile)
    const ada = await provision('ada')
    const id = await push('Team')
    await directory.changeMembers('acme', id, { add: [ada] })
    expect(await membersOf(id)).toEqual([ada])
  })
})
