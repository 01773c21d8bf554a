import { expect } from 'vitest'
import { pulumi, type SeedCase } from '../case.ts'
import { groupBody, provision, push } from '../people.ts'
import type { ScimAnswer, SeedWorld } from '../world.ts'
import { expectQuoted } from './pulumi-conflicts.cases.ts'

const nobody = '00000000-0000-4000-8000-000000000001'
const noOne = '00000000-0000-4000-8000-000000000002'

/** Asserts the member error of the version of the page. */
export function expectInvalidMembers(world: SeedWorld, answer: ScimAnswer, ids: readonly string[]): void {
  const detail = `Cannot add invalid members to team. Invalid member ids: ${ids.join(', ')}`
  if (world.profile.errors.memberErrorFormat === 'scim') {
    expectQuoted(world, answer, { status: 400, scimType: 'invalidValue', detail })
    return
  }
  expect(answer).toMatchObject({ status: 400, text: `Bad Request: ${detail}` })
  expect(answer.contentType).toContain('text/plain')
}

const addMembers = (ids: readonly string[]) => [{ op: 'add', path: 'members', value: ids.map((value) => ({ value })) }]

/** Groups, which are teams there. */
export const pulumiTeamCases: readonly SeedCase[] = [
  {
    ids: ['P-07', 'P-09', 'P-21', 'D-04', 'D-13'],
    profiles: pulumi,
    title: 'members who are not provisioned are refused in POST, PUT and PATCH, all of them named, and nobody is added',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const body = groupBody(world.name('team'), [nobody, ada, noOne])
      expectInvalidMembers(world, await world.scim.post('/Groups', body), [nobody, noOne])
      const id = await push(world, 'team')
      const before = await world.scim.get(`/Groups/${id}`)
      expectInvalidMembers(world, await world.scim.put(`/Groups/${id}`, body), [nobody, noOne])
      expectInvalidMembers(world, await world.scim.patch(`/Groups/${id}`, addMembers([nobody, ada, noOne])), [
        nobody,
        noOne,
      ])
      expect((await world.scim.get(`/Groups/${id}`)).body).toEqual(before.body)
    },
  },
  {
    ids: ['P-07'],
    profiles: pulumi,
    title: 'an account of another organization, or one only invited, is no member to SCIM',
    run: async (world) => {
      const foreign = await world.directory.addAccount(world.elsewhere, { userName: world.name('foreign') })
      const invited = await world.directory.addAccount(world.tenant, {
        userName: world.name('invited'),
        origin: 'invite',
      })
      const body = groupBody(world.name('team'), [foreign.id, invited.id])
      expectInvalidMembers(world, await world.scim.post('/Groups', body), [foreign.id, invited.id])
    },
  },
  {
    ids: ['P-07'],
    profiles: pulumi,
    title: 'another team is nobody who is provisioned, and no member',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const [inner, id] = [await push(world, 'inner'), await push(world, 'outer')]
      const body = groupBody(world.name('outer'), [ada, inner])
      expectInvalidMembers(world, await world.scim.post('/Groups', body), [inner])
      expectInvalidMembers(world, await world.scim.put(`/Groups/${id}`, body), [inner])
      expectInvalidMembers(world, await world.scim.patch(`/Groups/${id}`, addMembers([ada, inner])), [inner])
      expect((await world.scim.get(`/Groups/${id}`)).body.members ?? []).toEqual([])
    },
  },
  {
    ids: ['P-08', 'D-14'],
    profiles: pulumi,
    title: 'a deactivated member is invalid when added, and does not block later changes of others',
    run: async (world) => {
      const [ada, eve] = [await provision(world, 'ada'), await provision(world, 'eve')]
      const id = await push(world, 'team', [ada])
      await world.scim.patch(`/Users/${ada}`, [{ op: 'replace', path: 'active', value: false }])
      expectInvalidMembers(world, await world.scim.post('/Groups', groupBody(world.name('other'), [ada])), [ada])
      const whole = groupBody(world.name('team'), [ada, eve])
      expectInvalidMembers(world, await world.scim.put(`/Groups/${id}`, whole), [ada])
      expect((await world.scim.patch(`/Groups/${id}`, addMembers([eve]))).status).toBeLessThan(300)
    },
  },
  {
    ids: ['P-10', 'P-36', 'D-17'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'local teams live next to managed ones, and only those are edited locally',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const managed = await push(world, 'managed')
      const local = await world.directory.addGroup(world.tenant, { displayName: world.name('local') })
      await world.directory.changeMembers(world.tenant, local.id, { add: [ada] })
      expect((await world.directory.group(world.tenant, local.id)).members).toEqual([ada])
      const edit = world.directory.changeMembers(world.tenant, managed, { add: [ada] })
      await expect(edit).rejects.toMatchObject({ code: 'LOCAL_EDIT_BLOCKED' })
      expect((await world.scim.get(`/Groups/${managed}`)).body.members ?? []).toEqual([])
    },
  },
  {
    ids: ['P-20'],
    profiles: pulumi,
    title: 'a displayName of 101 characters is refused in their words, one of 100 is not',
    run: async (world) => {
      const detail = 'Display name is too long. It must be 100 characters or less'
      const tooLong = { status: 400, scimType: 'invalidValue', detail } as const
      const long = world.name('team').padEnd(101, 'x')
      expectQuoted(world, await world.scim.post('/Groups', groupBody(long)), tooLong)
      const id = await push(world, 'team')
      expectQuoted(world, await world.scim.put(`/Groups/${id}`, groupBody(long)), tooLong)
      const rename = [{ op: 'replace', path: 'displayName', value: long }]
      expectQuoted(world, await world.scim.patch(`/Groups/${id}`, rename), tooLong)
      expect((await world.scim.put(`/Groups/${id}`, groupBody(long.slice(0, 100)))).status).toBe(200)
    },
  },
  {
    ids: ['P-20'],
    profiles: ['pulumi-2021'],
    title: 'the limit of a displayName was 40 characters',
    run: async (world) => {
      const forty = world.name('team').padEnd(40, 'x')
      expect((await world.scim.post('/Groups', groupBody(`${forty}x`))).status).toBe(400)
      expect((await world.scim.post('/Groups', groupBody(forty))).status).toBe(201)
    },
  },
  {
    ids: ['P-25', 'P-26', 'D-17'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'a search finds every team of a name, and DELETE deletes also a local one, leaving its members alone',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const displayName = world.name('team')
      await push(world, 'team', [ada])
      const local = await world.directory.addGroup(world.tenant, { displayName, members: [ada] })
      const search = `/Groups?filter=${encodeURIComponent(`displayName eq "${displayName}"`)}&count=1&startIndex=2`
      expect((await world.scim.get(search)).body).toMatchObject({ totalResults: 2, itemsPerPage: 2 })
      expect((await world.scim.delete(`/Groups/${local.id}`)).status).toBe(204)
      expect((await world.scim.get(search)).body.totalResults).toBe(1)
      expect((await world.scim.get(`/Users/${ada}`)).body.active).toBe(true)
    },
  },
  {
    ids: ['P-30', 'D-20'],
    profiles: pulumi,
    title: 'the externalId of a group is an unknown path',
    run: async (world) => {
      const error = { status: 400, scimType: 'invalidPath', detail: 'Unknown path: externalId.' } as const
      const body = groupBody(world.name('team'), [], { externalId: 'x' })
      expectQuoted(world, await world.scim.post('/Groups', body), error)
    },
  },
  {
    ids: ['P-38'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'a push without the members that are not assigned is a success with those it has',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const id = await push(world, 'team', [ada])
      expect((await world.scim.get(`/Groups/${id}`)).body.members).toMatchObject([{ value: ada }])
    },
  },
  {
    ids: ['P-22', 'D-15'],
    profiles: pulumi,
    title: 'a member outside the first 3000 identities is invalid, not dropped',
    run: async (world) => {
      const { scim, name, tenant, directory } = world
      const first = await provision(world, 'first')
      const names = Array.from({ length: 2999 }, (_, index) => name(`u${index}`))
      while (names.length > 0)
        await Promise.all(names.splice(0, 50).map((userName) => directory.addAccount(tenant, { userName })))
      const late = await provision(world, 'late')
      expectInvalidMembers(world, await scim.post('/Groups', groupBody(name('late'), [first, late])), [late])
      expect((await scim.post('/Groups', groupBody(name('early'), [first]))).status).toBe(201)
    },
  },
]
