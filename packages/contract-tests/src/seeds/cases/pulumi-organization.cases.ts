import { expect } from 'vitest'
import { pulumi, type SeedCase } from '../case.ts'
import { scimClient } from '../client.ts'
import { issueToken } from '../open-world.ts'
import { person, provision } from '../people.ts'
import type { SeedWorld } from '../world.ts'

async function invite(world: SeedWorld, first: string, more: { readonly tied?: true } = {}): Promise<string> {
  const account = { userName: world.name(first), email: world.email(first), origin: 'invite', ...more } as const
  const { id } = await world.directory.addAccount(world.tenant, account)
  const adopted = await world.scim.post('/Users', person(world, first))
  expect(adopted).toMatchObject({ status: 201, body: { id } })
  return id
}

const ownerOf = async ({ directory, tenant }: SeedWorld, id: string) =>
  (await directory.account(tenant, id)).provenance.owner

/** Whose an account is, and what happens when the organization leaves SAML. */
export const pulumiOrganizationCases: readonly SeedCase[] = [
  {
    ids: ['P-32'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'an account SCIM made is the organization’s, and cannot be connected to another one',
    run: async (world) => {
      const id = await provision(world, 'ada')
      expect(await ownerOf(world, id)).toBe('tenant')
      const move = world.directory.connect({ tenant: world.tenant, id }, { tenant: world.elsewhere, nameId: 'ada' })
      await expect(move).rejects.toMatchObject({ code: 'ACCOUNT_BELONGS_ELSEWHERE' })
      expect((await world.scim.get(`/Users/${id}`)).status).toBe(200)
    },
  },
  {
    ids: ['P-33'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'an invited account stays the person’s until it is deactivated or activated, and if tied also then',
    run: async (world) => {
      const [free, tied] = [await invite(world, 'free'), await invite(world, 'tied', { tied: true })]
      expect([await ownerOf(world, free), await ownerOf(world, tied)]).toEqual(['person', 'person'])
      for (const id of [free, tied]) {
        await world.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
        expect((await world.scim.get(`/Users/${id}`)).body.active).toBe(false)
      }
      expect([await ownerOf(world, free), await ownerOf(world, tied)]).toEqual(['tenant', 'person'])
    },
  },
  {
    ids: ['P-34'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'leaving SAML ends the tokens and identities of the organization, and of no other',
    run: async (world) => {
      const other = scimClient(world.baseUrl, await issueToken(world, world.elsewhere))
      const id = await provision(world, 'ada')
      await world.directory.connect({ tenant: world.tenant, id }, { tenant: world.tenant, nameId: 'ada' })
      await world.directory.leaveSso(world.tenant)
      expect((await world.scim.get('/Users')).status).toBe(401)
      expect((await other.get('/Users')).status).toBe(200)
      expect((await world.directory.account(world.tenant, id)).provenance.signIn).toBeUndefined()
    },
  },
  {
    ids: ['P-35'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'a token that was revoked is told apart from one that never was',
    run: async (world) => {
      await world.tokens.revoke(world.tenant, 'all', new Date().toISOString())
      const refused = await world.scim.get('/Users')
      expect(refused.status).toBe(401)
      expect(refused.body.detail).toContain('revoked')
      const fresh = scimClient(world.baseUrl, await issueToken(world, world.tenant))
      expect((await fresh.get('/Users')).status).toBe(200)
    },
  },
]
