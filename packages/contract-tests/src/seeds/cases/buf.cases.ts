import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { assigns } from '../idp/sequences.ts'
import { byUserName, person, provision, userBody } from '../people.ts'
import type { SeedWorld } from '../world.ts'

const buf = ['buf'] as const

/** Somebody signs in to the registry. */
export const signIn = ({ directory, tenant, email }: SeedWorld, first: string, groups?: readonly string[]) =>
  directory.signIn(tenant, { protocol: 'oidc', nameId: email(first), email: email(first), groups })

/** The findings of the newest entry of the log. */
export const codesOf = async ({ log, tenant }: SeedWorld) => {
  const [entry] = await log.query(tenant, { limit: 1 })
  return entry?.findings.map(({ code }) => code) ?? []
}

/** What the Buf registry does with users. */
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
    ids: ['B-20'],
    profiles: buf,
    title: 'provisioning brings back also somebody who was locked out before',
    run: async (world) => {
      const { account } = await signIn(world, 'bob')
      await world.directory.setActive(world.tenant, account.id, false)
      const { active: _, ...body } = Object.fromEntries(Object.entries(person(world, 'bob')))
      const matched = await world.scim.post('/Users', body)
      expect(matched).toMatchObject({ status: 201, body: { id: account.id, active: true } })
      expect(await codesOf(world)).toEqual(expect.arrayContaining(['ACCOUNT_LINKED', 'LOCAL_CHANGE_UNDONE']))
    },
  },
  {
    ids: ['B-21', 'D-06', 'D-20'],
    profiles: buf,
    title: 'whatever else a mapping sends is ignored in POST, PUT and PATCH, and a finding says so',
    run: async (world) => {
      const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
      const home = { value: world.email('home'), type: 'home' }
      const emails = [{ value: world.email('bob'), type: 'work', primary: true }, home]
      const more = { title: 'Engineer', emails, [enterprise]: { department: 'Engines' } }
      const id = await provision(world, 'bob', more)
      const [entry] = await world.log.query(world.tenant, { limit: 1, code: 'ATTRIBUTES_IGNORED' })
      expect(entry?.findings.map(({ message }) => message).join()).toContain(
        `displayName, emails[type eq "home"], title, ${enterprise}:department.`,
      )
      expect((await world.scim.put(`/Users/${id}`, person(world, 'bob', more))).status).toBe(200)
      const operations = [
        { op: 'Add', path: 'emails[type eq "home"].value', value: home.value },
        { op: 'Replace', path: `${enterprise}:department`, value: 'Engines' },
        { op: 'Replace', path: 'displayName', value: 'Bob' },
        { op: 'Replace', path: 'name.givenName', value: 'Bob' },
      ]
      expect((await world.scim.patch(`/Users/${id}`, operations)).status).toBeLessThan(300)
      const { body } = await world.scim.get(`/Users/${id}`)
      expect(body).toMatchObject({ name: { givenName: 'Bob' }, emails: [{ value: world.email('bob'), type: 'work' }] })
      expect(body.emails).toHaveLength(1)
      for (const name of ['displayName', 'title', enterprise]) expect(body).not.toHaveProperty([name])
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
]
