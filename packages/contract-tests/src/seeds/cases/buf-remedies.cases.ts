import { expect } from 'vitest'
import type { SeedCase } from '../case.ts'
import { person, provision, push, userBody } from '../people.ts'
import type { SeedWorld } from '../world.ts'

const buf = ['buf'] as const

const signIn = (
  { directory, tenant, email }: SeedWorld,
  first: string,
  more: { readonly protocol?: 'saml' | 'oidc'; readonly groups?: readonly string[] } = {},
) => directory.signIn(tenant, { protocol: 'saml', nameId: email(first), email: email(first), ...more })

/** The ways out Buf's pages describe, and what they turn on. */
export const bufRemedyCases: readonly SeedCase[] = [
  {
    ids: ['RW-B1', 'B-05', 'B-06', 'B-07'],
    profiles: buf,
    title: 'deprovisioned, mapped right and provisioned again, the user is matched by e-mail to the one account',
    run: async (world) => {
      const { account } = await signIn(world, 'bob')
      const wrong = await world.scim.post('/Users', userBody(world.name('bob'), world.email('wrong')))
      expect(wrong.status).toBe(201)
      expect(wrong.body.id).not.toBe(account.id)
      await world.scim.patch(`/Users/${wrong.body.id}`, [{ op: 'Replace', path: 'active', value: 'False' }])
      await world.directory.deleteAccount(world.tenant, wrong.body.id, 'forever')
      const right = await world.scim.post('/Users', userBody(world.email('bob'), world.email('bob')))
      expect(right).toMatchObject({ status: 201, body: { id: account.id, active: true } })
      expect((await world.directory.accounts(world.tenant)).total).toBe(1)
    },
  },
  {
    ids: ['RW-B1', 'B-05', 'B-06'],
    profiles: buf,
    title: 'the account of the wrong mapping does not keep the user name from the one account',
    run: async (world) => {
      const { account } = await signIn(world, 'bob')
      const wrong = await world.scim.post('/Users', userBody(world.name('bob'), world.email('wrong')))
      await world.scim.patch(`/Users/${wrong.body.id}`, [{ op: 'Replace', path: 'active', value: 'False' }])
      const right = await world.scim.post('/Users', userBody(world.name('bob'), world.email('bob')))
      expect(right).toMatchObject({ status: 201, body: { id: account.id, active: true, userName: world.name('bob') } })
      const left = await world.scim.get(`/Users/${wrong.body.id}`)
      expect(left).toMatchObject({ body: { active: false, userName: `${world.name('bob')}~${wrong.body.id}` } })
    },
  },
  {
    ids: ['RW-B2', 'B-04'],
    profiles: buf,
    title: 'an account with an old address is not matched; after its user signs in, it is',
    run: async (world) => {
      const account = { userName: world.name('bob'), email: world.email('old'), signIn: world.email('bob') }
      const stale = await world.directory.addAccount(world.tenant, account)
      expect((await world.scim.post('/Users', person(world, 'bob'))).status).toBe(409)
      const signedIn = await signIn(world, 'bob')
      expect(signedIn.account).toMatchObject({ id: stale.id, email: world.email('bob') })
      expect(await world.scim.post('/Users', person(world, 'bob'))).toMatchObject({
        status: 201,
        body: { id: stale.id },
      })
    },
  },
  {
    ids: ['RW-B3', 'B-08', 'D-16'],
    profiles: buf,
    title: 'with autoprovisioning a sign-in that carries the groups keeps them',
    switches: { login: { autoprovisioning: true } },
    run: async (world) => {
      const bob = await provision(world, 'bob')
      const id = await push(world, 'group', [bob])
      const { groups, findings } = await signIn(world, 'bob', { groups: [world.name('group').toUpperCase()] })
      expect(groups).toEqual([id])
      expect(findings).toEqual([])
      expect((await world.scim.get(`/Groups/${id}`)).body.members).toMatchObject([{ value: bob }])
      expect((await signIn(world, 'bob', { groups: [] })).groups).toEqual([])
      expect((await world.scim.get(`/Groups/${id}`)).body.members ?? []).toEqual([])
    },
  },
  {
    ids: ['B-27'],
    profiles: buf,
    title: 'an assertion without groups is refused for SAML and means none for OIDC',
    switches: { login: { autoprovisioning: true } },
    run: async (world) => {
      const bob = await provision(world, 'bob')
      const id = await push(world, 'group', [bob])
      await expect(signIn(world, 'bob')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })
      expect((await world.scim.get(`/Groups/${id}`)).body.members).toMatchObject([{ value: bob }])
      expect((await signIn(world, 'bob', { protocol: 'oidc' })).groups).toEqual([])
      expect((await world.scim.get(`/Groups/${id}`)).body.members ?? []).toEqual([])
    },
  },
]
