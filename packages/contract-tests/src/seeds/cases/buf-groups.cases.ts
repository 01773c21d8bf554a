import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { groupBody, provision, push } from '../people.ts'
import { codesOf, signIn } from './buf.cases.ts'

const buf = ['buf'] as const

/** What the Buf registry does with groups. */
export const bufGroupCases: readonly SeedCase[] = [
  {
    ids: ['B-08', 'D-16'],
    profiles: buf,
    title: 'without autoprovisioning the next sign-in takes a user out of the groups that were pushed',
    run: async (world) => {
      const bob = await provision(world, 'bob')
      const id = await push(world, 'group', [bob])
      const { findings } = await signIn(world, 'bob')
      expect(findings.map(({ code }) => code)).toContain('MEMBERSHIPS_CLEARED')
      expect((await world.scim.get(`/Groups/${id}`)).body.members ?? []).toEqual([])
    },
  },
  {
    ids: ['B-09'],
    profiles: buf,
    title: 'where no groups are pushed a sign-in finds nothing wrong, and leaves local ones alone',
    run: async (world) => {
      const bob = await provision(world, 'bob')
      const local = await world.directory.addGroup(world.tenant, { displayName: world.name('local'), members: [bob] })
      expect((await signIn(world, 'bob')).findings).toEqual([])
      expect(await world.directory.groups(world.tenant)).toEqual({ total: 1, groups: [local] })
      expect((await world.directory.group(world.tenant, local.id)).members).toEqual([bob])
    },
  },
  {
    ids: ['B-23'],
    profiles: buf,
    title: 'names of groups nobody has pushed have no effect',
    run: async (world) => {
      await provision(world, 'bob')
      expect((await signIn(world, 'bob', [world.name('unknown')])).groups).toEqual([])
    },
  },
  {
    ids: ['B-24', 'B-25'],
    profiles: buf,
    title: 'a membership that is added counts from the next sign-in, one that is removed ends at once',
    run: async (world) => {
      const { directory, tenant, scim } = world
      const bob = await provision(world, 'bob')
      const local = await directory.addGroup(tenant, { displayName: world.name('local') })
      await directory.changeMembers(tenant, local.id, { add: [bob] })
      expect(await directory.effectiveGroups(tenant, bob)).toEqual([])
      await signIn(world, 'bob')
      expect(await directory.effectiveGroups(tenant, bob)).toEqual([local.id])
      await directory.changeMembers(tenant, local.id, { remove: [bob] })
      expect(await directory.effectiveGroups(tenant, bob)).toEqual([])
      expect((await scim.get(`/Users/${bob}`)).status).toBe(200)
    },
  },
  {
    ids: ['D-13', 'D-14'],
    profiles: ['immuta', 'buf'],
    title: 'members who do not exist are left out, those who do are added, and a finding names the others',
    run: async (world) => {
      const bob = await provision(world, 'bob')
      const body = groupBody(world.name('group'), ['nobody', bob])
      const pushed = await world.scim.post('/Groups', body)
      expect(pushed).toMatchObject({ status: 201, body: { members: [{ value: bob }] } })
      expect(await codesOf(world)).toContain('MEMBERS_SKIPPED')
    },
  },
]
