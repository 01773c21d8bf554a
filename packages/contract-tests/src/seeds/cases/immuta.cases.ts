import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { assigns } from '../idp/sequences.ts'
import { byUserName, groupBody, person, provision, push, userBody } from '../people.ts'
import type { SeedWorld } from '../world.ts'

const immuta = ['immuta'] as const

const orphan = ({ directory, tenant, name, email }: SeedWorld, first: string) =>
  directory.addAccount(tenant, { userName: name(first), email: email(first) })

const codesOf = async ({ log, tenant }: SeedWorld) => {
  const [entry] = await log.query(tenant, { limit: 1 })
  return entry?.findings.map(({ code }) => code) ?? []
}

/** The rows of Immuta. */
export const immutaCases: readonly SeedCase[] = [
  {
    ids: ['I-03', 'I-04', 'D-07'],
    profiles: immuta,
    title: 'another userName is not taken over by PUT or PATCH: the rest is, and the answer shows the old name',
    run: async (world) => {
      const id = await provision(world, 'old')
      const renamed = userBody(world.name('new'), world.email('old'), { displayName: 'Put' })
      const put = await world.scim.put(`/Users/${id}`, renamed)
      expect(put).toMatchObject({
        status: 200,
        body: { userName: world.name('old'), displayName: 'Put', active: true },
      })
      expect(await codesOf(world)).toContain('USER_NAME_KEPT')
      const operations = [
        { op: 'replace', path: 'userName', value: world.name('new') },
        { op: 'replace', path: 'displayName', value: 'Patched' },
      ]
      expect((await world.scim.patch(`/Users/${id}`, operations)).status).toBeLessThan(300)
      expect(await codesOf(world)).toContain('USER_NAME_KEPT')
      const after = await world.scim.get(`/Users/${id}`)
      expect(after.body).toMatchObject({ userName: world.name('old'), displayName: 'Patched', active: true })
      expect((await world.scim.get(byUserName(world.name('new')))).body.totalResults).toBe(0)
    },
  },
  {
    ids: ['I-02'],
    profiles: immuta,
    title: 'an account that is older than the one in the identity provider keeps its own name',
    run: async (world) => {
      await orphan(world, 'older')
      const created = await world.scim.post('/Users', userBody(world.name('newer'), world.email('older')))
      expect(created.status).toBe(201)
      const { accounts } = await world.directory.accounts(world.tenant, { userName: world.name('older') })
      expect(accounts).toMatchObject([{ provenance: { managed: false, active: true } }])
      expect(await codesOf(world)).toContain('ACCOUNT_NEAR_DUPLICATE')
    },
  },
  {
    ids: ['I-05', 'I-07', 'I-08', 'D-09'],
    profiles: immuta,
    title: 'POST for a disabled user enables it again with the profile of the request, under the same id',
    run: async (world) => {
      const id = await provision(world, 'ada', { title: 'before' })
      await world.directory.setActive(world.tenant, id, false)
      const again = await world.scim.post('/Users', person(world, 'ada', { displayName: 'Synced' }))
      expect(again).toMatchObject({ status: 201, body: { id, active: true, displayName: 'Synced' } })
      expect(again.body.title).toBeUndefined()
      expect(await codesOf(world)).toContain('LOCAL_CHANGE_UNDONE')
    },
  },
  {
    ids: ['I-06', 'D-09', 'D-10'],
    profiles: immuta,
    title: 'POST for a user deleted here restores it',
    run: async (world) => {
      const id = await provision(world, 'ada')
      await world.directory.deleteAccount(world.tenant, id)
      expect((await world.scim.get(`/Users/${id}`)).status).toBe(404)
      const again = await world.scim.post('/Users', person(world, 'ada'))
      expect(again).toMatchObject({ status: 201, body: { id, active: true } })
      expect((await world.scim.get(`/Users/${id}`)).status).toBe(200)
    },
  },
  {
    ids: ['I-09'],
    profiles: immuta,
    title: 'a user disabled by the identity provider stays so until it says otherwise',
    run: async (world) => {
      const id = await provision(world, 'ada')
      await world.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      await world.scim.put(`/Users/${id}`, userBody(world.name('ada'), world.email('ada'), { active: undefined }))
      expect((await world.scim.get(`/Users/${id}`)).body.active).toBe(false)
    },
  },
  {
    ids: ['I-10', 'I-11', 'D-15'],
    profiles: immuta,
    title: 'a PATCH of more than 100 members is done, and advised against',
    run: async (world) => {
      const ids = await Promise.all(Array.from({ length: 101 }, (_, index) => provision(world, `u${index}`)))
      const id = await push(world, 'group')
      const add = (values: readonly string[]) =>
        world.scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: values.map((value) => ({ value })) }])
      expect((await add(ids)).status).toBeLessThan(300)
      expect(await codesOf(world)).toContain('BATCH_LARGE')
      expect((await world.scim.get(`/Groups/${id}`)).body.members).toHaveLength(101)
      await add(ids.slice(0, 100))
      expect(await codesOf(world)).not.toContain('BATCH_LARGE')
    },
  },
  {
    ids: ['I-12', 'I-13', 'I-14', 'I-17', 'I-01'],
    profiles: immuta,
    title: 'an account from before is an orphan: SCIM does not see it, the report does, and it stays',
    run: async (world) => {
      const { id } = await orphan(world, 'ada')
      expect((await world.scim.get(byUserName(world.name('ada')))).body.totalResults).toBe(0)
      expect((await world.scim.get(`/Users/${id}`)).status).toBe(404)
      const { findings } = await world.directory.orphans(world.tenant)
      expect(findings).toMatchObject([{ code: 'ACCOUNT_UNMANAGED', resourceId: id, conflict: { managed: false } }])
      expect((await world.directory.account(world.tenant, id)).provenance.active).toBe(true)
    },
  },
  {
    ids: ['I-15', 'D-22'],
    profiles: immuta,
    title: 'an orphan SCIM does not see cannot be deleted through it, only by hand',
    run: async (world) => {
      const { id } = await orphan(world, 'ada')
      expect((await world.scim.delete(`/Users/${id}`)).status).toBe(404)
      await world.directory.deleteAccount(world.tenant, id)
      expect((await world.directory.orphans(world.tenant)).findings).toEqual([])
    },
  },
  {
    ids: ['I-16', 'D-08', 'D-22'],
    profiles: immuta,
    title: 'Okta and Entra ID look for an orphan, do not find it, create it, and get a conflict that links nothing',
    run: async (world) => {
      for (const [idp, assign] of Object.entries(assigns)) {
        const first = idp.replaceAll(' ', '').toLowerCase()
        const before = await orphan(world, first)
        const assigned = await assign(world, { userName: world.name(first), email: world.email(first) })
        expect(assigned.found, idp).toBe(false)
        expect(assigned.answer, idp).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
        expect(await world.directory.account(world.tenant, before.id), idp).toEqual(before)
        expect(await codesOf(world), idp).toContain('LOOKUP_THEN_CONFLICT')
      }
    },
  },
  {
    ids: ['I-21'],
    profiles: immuta,
    title: 'users and groups are created, changed, deactivated and removed',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const id = await push(world, 'group', [ada])
      expect((await world.scim.put(`/Groups/${id}`, groupBody(world.name('renamed'), []))).status).toBe(200)
      expect((await world.scim.delete(`/Groups/${id}`)).status).toBe(204)
      expect((await world.scim.patch(`/Users/${ada}`, [{ op: 'replace', value: { active: false } }])).status).toBe(200)
      expect((await world.scim.delete(`/Users/${ada}`)).status).toBe(204)
      expect((await world.scim.get(`/Users/${ada}`)).status).toBe(404)
    },
  },
  {
    ids: ['I-22'],
    profiles: immuta,
    title: 'the same user name may live in two tenants, and each sees its own',
    run: async (world) => {
      await world.directory.addAccount(world.elsewhere, { userName: world.name('ada') })
      const id = await provision(world, 'ada')
      const list = await world.scim.get(byUserName(world.name('ada')))
      expect(list.body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    },
  },
  {
    ids: ['I-23', 'D-06'],
    profiles: immuta,
    title: 'attributes under a URN nobody has registered are passed over',
    run: async (world) => {
      const custom = { 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User': { clearance: 'high' } }
      expect((await world.scim.post('/Users', person(world, 'ada', custom))).status).toBe(201)
    },
  },
]
