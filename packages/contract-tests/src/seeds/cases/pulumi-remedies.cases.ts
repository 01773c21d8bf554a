import { expect } from 'vitest'
import { pulumi, type SeedCase } from '../case.ts'
import { scimClient } from '../client.ts'
import { groupBody, person, provision, push, userBody } from '../people.ts'
import { foreigner } from './pulumi-conflicts.cases.ts'
import { expectInvalidMembers } from './pulumi-teams.cases.ts'

const all = ['pulumi-2021', ...pulumi] as const

/** The ways out Pulumi Cloud's pages describe. */
export const pulumiRemedyCases: readonly SeedCase[] = [
  {
    ids: ['RW-P1a'],
    profiles: all,
    title: 'after the owner deletes the account that holds the e-mail, POST makes the organization’s own',
    run: async (world) => {
      const other = await foreigner(world, { userName: world.name('other'), email: world.email('ada') })
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(409)
      await world.directory.deleteAccount(world.personal, other.id)
      const created = await world.scim.post('/Users', person(world, 'ada'))
      expect(created.status).toBe(201)
      expect(created.body.id).not.toBe(other.id)
      const { provenance } = await world.directory.account(world.tenant, created.body.id)
      expect(provenance).toMatchObject({ origin: 'scim', owner: 'tenant', managed: true })
    },
  },
  {
    ids: ['RW-P1b', 'P-13'],
    profiles: all,
    title: 'after the owner changes the e-mail of the account, POST succeeds and leaves that account alone',
    run: async (world) => {
      const other = await foreigner(world, { userName: world.name('other'), email: world.email('ada') })
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(409)
      const changed = await world.directory.changeEmail(world.personal, other.id, world.email('free'))
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(201)
      expect(await world.directory.account(world.personal, other.id)).toEqual(changed)
      expect(changed.email).toBe(world.email('free'))
    },
  },
  {
    ids: ['RW-P1c', 'P-13'],
    profiles: all,
    title: 'after the owner connects SAML SSO, POST takes over that account, under its id, and no second one',
    run: async (world) => {
      const other = await foreigner(world, { userName: world.name('ada'), email: world.email('ada') })
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(409)
      await world.directory.connect(other, { tenant: world.tenant, nameId: world.email('ada') })
      expect(await world.scim.post('/Users', person(world, 'ada'))).toMatchObject({
        status: 201,
        body: { id: other.id },
      })
      const { accounts, total } = await world.directory.accounts(world.tenant)
      expect(total).toBe(1)
      expect(accounts[0]?.provenance).toMatchObject({ managed: true, signIn: world.email('ada') })
      expect((await world.directory.accounts(world.personal)).total).toBe(0)
      expect((await world.scim.get(`/Users/${other.id}`)).body.active).toBe(true)
    },
  },
  {
    ids: ['RW-P2', 'P-15', 'P-16'],
    profiles: all,
    title: 'after the IdP administrator changes the user name, POST succeeds, or conflicts again if that is taken',
    run: async (world) => {
      for (const first of ['ada', 'lovelace']) await foreigner(world, { userName: world.name(first) })
      const as = (first: string) => world.scim.post('/Users', userBody(world.name(first), world.email('ada')))
      expect([(await as('ada')).status, (await as('lovelace')).status]).toEqual([409, 409])
      expect(await as('countess')).toMatchObject({ status: 201, body: { userName: world.name('countess') } })
    },
  },
  {
    ids: ['RW-P3'],
    profiles: all,
    title: 'once user names are mapped on create only, updates succeed',
    run: async (world) => {
      const id = await provision(world, 'ada')
      const renamed = userBody(world.name('eve'), world.email('ada'))
      expect((await world.scim.put(`/Users/${id}`, renamed)).status).toBe(400)
      const value = { displayName: 'Ada L.' }
      expect((await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value }])).status).toBe(200)
      const same = userBody(world.name('ada'), world.email('ada'), { displayName: 'Ada King' })
      expect(await world.scim.put(`/Users/${id}`, same)).toMatchObject({
        status: 200,
        body: { displayName: 'Ada King' },
      })
    },
  },
  {
    ids: ['RW-P4'],
    profiles: pulumi,
    title: 'once the mapping of the title is deleted, the same requests succeed',
    run: async (world) => {
      expect((await world.scim.post('/Users', person(world, 'ada', { title: 'Countess' }))).status).toBe(400)
      const id = await provision(world, 'ada')
      const both = { displayName: 'Ada L.', title: 'Countess' }
      expect((await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value: both }])).status).toBe(400)
      const { title: _, ...rest } = both
      expect((await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value: rest }])).status).toBe(200)
    },
  },
  {
    ids: ['RW-P5'],
    profiles: pulumi,
    title: 'once every member is provisioned and active, the same push succeeds with all of them',
    run: async (world) => {
      const ada = await provision(world, 'ada')
      const eve = await provision(world, 'eve')
      await world.scim.patch(`/Users/${eve}`, [{ op: 'replace', path: 'active', value: false }])
      const body = groupBody(world.name('team'), [ada, eve])
      expectInvalidMembers(world, await world.scim.post('/Groups', body), [eve])
      await world.scim.patch(`/Users/${eve}`, [{ op: 'replace', path: 'active', value: true }])
      const pushed = await world.scim.post('/Groups', body)
      expect(pushed.status).toBe(201)
      const { members } = (await world.scim.get(`/Groups/${pushed.body.id}`)).body
      expect(members.map(({ value }: { readonly value: string }) => value).sort()).toEqual([ada, eve].sort())
    },
  },
  {
    ids: ['P-35'],
    profiles: all,
    title: 'a new token revokes the old one, works instead of it, and is shown once',
    run: async (world) => {
      const id = await push(world, 'team')
      const [old] = await world.tokens.list(world.tenant)
      const issued = await world.directory.issueToken(world.tenant, { name: 'new' })
      expect((await world.scim.get(`/Groups/${id}`)).status).toBe(401)
      expect((await scimClient(world.baseUrl, issued.token).get(`/Groups/${id}`)).status).toBe(200)
      const kept = await world.tokens.list(world.tenant)
      expect(kept.map(({ id, revoked }) => [id, revoked !== undefined])).toEqual([
        [old?.id, true],
        [issued.id, false],
      ])
      expect(JSON.stringify(kept)).not.toContain(issued.token)
    },
  },
  {
    ids: ['P-35'],
    profiles: all,
    title: 'of tokens that are issued at once, one works',
    run: async (world) => {
      const issue = () => world.directory.issueToken(world.tenant, { name: 'new' })
      await Promise.all(Array.from({ length: 10 }, issue))
      const kept = await world.tokens.list(world.tenant)
      expect(kept.filter(({ revoked }) => revoked === undefined)).toHaveLength(1)
    },
  },
]
