import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { assigns } from '../idp/sequences.ts'
import { byUserName, groupBody, person, provision, push, userBody } from '../people.ts'
import type { SeedWorld } from '../world.ts'

const buf = ['buf'] as const

const signIn = ({ directory, tenant, email }: SeedWorld, first: string, groups?: readonly string[]) =>
  directory.signIn(tenant, { protocol: 'oidc', nameId: email(first), email: email(first), groups })

const codesOf = async ({ log, tenant }: SeedWorld) => {
  const [entry] = await log.query(tenant, { limit: 1 })
  return entry?.findings.map(({ code }) => code) ?? []
}

/** The rows of the Buf registry. */
export const bufCases: readonly SeedCase[] = [
  {
    ids: ['B-01', 'B-02', 'B-29', 'D-08', 'D-12', 'D-22'],
    profiles: buf,
    title: 'Okta and Entra ID find somebody who signed in before by the e-mail they send as userName, and adopt them',
    run: async (world) => {
      for (const [idp, assign] of Object.entries(assigns)) {
        const first = idp.replaceAll(' ', '').toLowerCase()
        const { account } = await signIn(world, first)
        const { found, answer } = await assign(world, { userName: world.email(first), email: world.email(first) })
        expect(found, idp).toBe(true)
        expect(answer.status, idp).toBe(200)
        const adopted = await world.directory.account(world.tenant, account.id)
        expect(adopted.provenance, idp).toMatchObject({ managed: true, origin: 'jit' })
      }
    },
  },
  {
    ids: ['B-01', 'B-02', 'B-04'],
    profiles: buf,
    title: 'POST matches by e-mail whatever the userName: one account, under the id it had',
    run: async (world) => {
      const { account } = await signIn(world, 'bob')
      const matched = await world.scim.post('/Users', userBody(world.name('robert'), world.email('bob')))
      expect(matched).toMatchObject({ status: 201, body: { id: account.id } })
      expect(await codesOf(world)).toContain('ACCOUNT_LINKED')
      expect((await world.directory.accounts(world.tenant)).total).toBe(1)
    },
  },
  {
    ids: ['B-03', 'D-11'],
    profiles: buf,
    title: 'a conflict with a managed user is told to the identity provider, with what it is about',
    run: async (world) => {
      await provision(world, 'bob')
      const conflict = await world.scim.post('/Users', userBody(world.name('other'), world.email('bob')))
      expect(conflict).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
      expect(conflict.body.detail).toContain(world.email('bob'))
    },
  },
  {
    ids: ['B-05', 'B-07'],
    profiles: buf,
    title: 'a mapping to another address makes a second account with nearly the same name, and a finding says so',
    run: async (world) => {
      const mail = `bob-smith@${world.name('a')}.example`
      const { account } = await world.directory.signIn(world.tenant, { protocol: 'oidc', nameId: mail, email: mail })
      const other = `bob-smith@${world.name('b')}.example`
      const created = await world.scim.post('/Users', userBody(mail, other))
      const { accounts } = await world.directory.accounts(world.tenant)
      if (created.status === 201) {
        expect(accounts.map(({ provenance }) => provenance.loginName)).toEqual(['bob-smith', 'bob-smith1'])
        expect(await codesOf(world)).toContain('ACCOUNT_NEAR_DUPLICATE')
      } else {
        expect(created.status).toBe(409)
        expect(accounts.map(({ id }) => id)).toEqual([account.id])
      }
    },
  },
  {
    ids: ['B-07', 'B-22'],
    profiles: buf,
    title: 'the name to sign in with is made from the address, with a number when it is taken or reserved',
    run: async (world) => {
      const domain = world.name('d')
      const made: (string | undefined)[] = []
      for (const local of ['bob.smith', 'julia-smith+demo', 'bob_smith', '9lives', 'admin']) {
        const email = `${local}@${domain}.example`
        const { account, created } = await world.directory.signIn(world.tenant, {
          protocol: 'oidc',
          nameId: email,
          email,
        })
        expect(created).toBe(true)
        made.push(account.provenance.loginName)
      }
      expect(made.slice(0, 3)).toEqual(['bob-smith', 'julia-smith-demo', 'bob-smith1'])
      expect(made[3]).toMatch(/^[a-z]/)
      expect(made[4]).toBe('admin1')
    },
  },
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
    ids: ['B-20', 'D-10'],
    profiles: buf,
    title: 'active:false and DELETE lock a user out and keep what is theirs; provisioning again brings them back',
    run: async (world) => {
      const id = await provision(world, 'bob')
      for (const lockOut of [
        () => world.scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'False' }]),
        () => world.scim.delete(`/Users/${id}`),
      ]) {
        expect((await lockOut()).status).toBeLessThan(300)
        expect((await world.scim.get(`/Users/${id}`)).body).toMatchObject({ id, active: false })
        await expect(signIn(world, 'bob')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })
        expect(await world.scim.post('/Users', person(world, 'bob'))).toMatchObject({
          status: 201,
          body: { id, active: true },
        })
      }
    },
  },
  {
    ids: ['B-21', 'D-20'],
    profiles: buf,
    title: 'external id, user name, names and the work e-mail are stored',
    run: async (world) => {
      const id = await provision(world, 'bob', { externalId: 'x-1' })
      expect((await world.scim.get(`/Users/${id}`)).body).toMatchObject({
        externalId: 'x-1',
        userName: world.name('bob'),
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ value: world.email('bob'), type: 'work' }],
      })
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
    ids: ['B-28'],
    profiles: buf,
    title: 'readiness warns of accounts that will not be matched',
    run: async (world) => {
      await world.directory.addAccount(world.tenant, { userName: world.name('nomail') })
      const { status, body } = await world.scim.get('/readiness')
      expect(status).toBe(200)
      expect(body.warnings.map(({ code }: { readonly code: string }) => code)).toContain('EMAIL_MISSING')
    },
  },
  {
    ids: ['B-30', 'D-21'],
    profiles: ['rfc', 'immuta', 'buf'],
    title: 'active as the text "False" or "True" sets the flag',
    run: async (world) => {
      const id = await provision(world, 'bob')
      for (const [value, active] of [
        ['False', false],
        ['True', true],
      ] as const) {
        await world.scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value }])
        expect((await world.scim.get(`/Users/${id}`)).body.active).toBe(active)
      }
      const text = userBody(world.name('text'), world.email('text'), { active: 'False' })
      expect((await world.scim.post('/Users', text)).body.active).toBe(false)
    },
  },
  {
    ids: ['D-12'],
    profiles: buf,
    title: 'userName eq also finds the account with that e-mail',
    run: async (world) => {
      const id = await provision(world, 'bob')
      expect((await world.scim.get(byUserName(world.email('bob')))).body).toMatchObject({
        totalResults: 1,
        Resources: [{ id }],
      })
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
