import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { byUserName, person, provision, push, userBody } from '../people.ts'
import type { SeedWorld } from '../world.ts'

const immuta = ['immuta'] as const

const membersOf = async ({ scim }: SeedWorld, id: string): Promise<readonly string[]> => {
  const { members = [] } = (await scim.get(`/Groups/${id}`)).body
  return members.map(({ value }: { readonly value: string }) => value).sort()
}

/** The ways out Immuta's page describes. */
export const immutaRemedyCases: readonly SeedCase[] = [
  {
    ids: ['RW-I1', 'I-02'],
    profiles: immuta,
    title: 'after the account under the old name is deleted, POST under the new name makes a fresh one',
    run: async (world) => {
      const old = await provision(world, 'old')
      const renamed = userBody(world.name('new'), world.email('old'))
      expect((await world.scim.put(`/Users/${old}`, renamed)).body.userName).toBe(world.name('old'))
      await world.directory.deleteAccount(world.tenant, old)
      const fresh = await world.scim.post('/Users', renamed)
      expect(fresh).toMatchObject({ status: 201, body: { userName: world.name('new') } })
      expect(fresh.body.id).not.toBe(old)
      expect((await world.scim.get(byUserName(world.name('old')))).body.totalResults).toBe(0)
    },
  },
  {
    ids: ['RW-I2'],
    profiles: immuta,
    title: 'what is disabled or deleted here comes back with the next POST, the same record with the profile sent',
    run: async (world) => {
      const id = await provision(world, 'ada')
      for (const leave of [
        () => world.directory.setActive(world.tenant, id, false),
        () => world.directory.deleteAccount(world.tenant, id),
      ]) {
        await leave()
        const back = await world.scim.post('/Users', person(world, 'ada', { nickName: 'Countess' }))
        expect(back).toMatchObject({ status: 201, body: { id, active: true, nickName: 'Countess' } })
      }
    },
  },
  {
    ids: ['RW-I3'],
    profiles: immuta,
    title: 'disabled here it comes back; disabled in the identity provider it stays disabled',
    run: async (world) => {
      const id = await provision(world, 'ada')
      await world.directory.setActive(world.tenant, id, false)
      expect((await world.scim.post('/Users', person(world, 'ada'))).body.active).toBe(true)
      expect((await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value: { active: false } }])).status).toBe(200)
      expect((await world.directory.account(world.tenant, id)).provenance.active).toBe(false)
    },
  },
  {
    ids: ['RW-I4', 'I-10', 'I-11'],
    profiles: immuta,
    title: 'a change that is too large is split in batches of 100, and ends as the one request would have',
    switches: { groups: { batch: { hard: 150 } } },
    run: async (world) => {
      const ids = await Promise.all(Array.from({ length: 301 }, (_, index) => provision(world, `u${index}`)))
      const id = await push(world, 'group')
      const add = (values: readonly string[]) =>
        world.scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: values.map((value) => ({ value })) }])
      expect((await add(ids)).status).toBe(504)
      expect(await membersOf(world, id)).toEqual([])
      for (let from = 0; from < ids.length; from += 100) {
        expect((await add(ids.slice(from, from + 100))).status).toBeLessThan(300)
      }
      expect(await membersOf(world, id)).toEqual(ids.toSorted())
    },
  },
  {
    ids: ['RW-I5', 'I-15'],
    profiles: immuta,
    title: 'an orphan is deleted by hand, and is gone from the report',
    run: async (world) => {
      const { id } = await world.directory.addAccount(world.tenant, { userName: world.name('ada') })
      expect((await world.directory.orphans(world.tenant)).findings).toHaveLength(1)
      await world.directory.deleteAccount(world.tenant, id)
      expect((await world.directory.orphans(world.tenant)).findings).toEqual([])
    },
  },
  {
    ids: ['RW-I5', 'I-15', 'D-22'],
    profiles: immuta,
    title: 'where SCIM sees every account, the identity provider deletes an orphan, and the log says who did',
    switches: { users: { visibility: 'tenant' } },
    run: async (world) => {
      await world.directory.addAccount(world.tenant, { userName: world.name('ada') })
      const { Resources } = (await world.scim.get(byUserName(world.name('ada')))).body
      expect((await world.scim.delete(`/Users/${Resources[0].id}`)).status).toBe(204)
      expect((await world.directory.orphans(world.tenant)).findings).toEqual([])
      const [entry] = await world.log.query(world.tenant, { effect: 'deleted' })
      expect(entry).toMatchObject({ method: 'DELETE', resourceId: Resources[0].id, tenant: world.tenant })
    },
  },
  {
    ids: ['RW-I6', 'I-16'],
    profiles: immuta,
    title: 'after the orphan is deleted, POST succeeds, and SCIM manages the account',
    run: async (world) => {
      const orphan = await world.directory.addAccount(world.tenant, { userName: world.name('ada') })
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(409)
      await world.directory.deleteAccount(world.tenant, orphan.id)
      const created = await world.scim.post('/Users', person(world, 'ada'))
      expect(created).toMatchObject({ status: 201, body: { active: true } })
      const { provenance } = await world.directory.account(world.tenant, created.body.id)
      expect(provenance).toMatchObject({ managed: true, active: true })
    },
  },
]
