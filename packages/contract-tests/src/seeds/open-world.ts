import type { Policy } from '@scimkit/core'
import { scimClient } from './client.ts'
import type { SeedServer, SeedWorld } from './world.ts'

/** Opens a world on a server: fresh tenants, with a token of their own. */
export async function openWorld(server: SeedServer, profile: Policy): Promise<SeedWorld> {
  const mark = crypto.randomUUID().slice(0, 8)
  const tenant = `acme-${mark}`
  const token = await issueToken(server, tenant)
  const name = (of: string) => `${of}-${mark}`
  return {
    ...server,
    profile,
    tenant,
    elsewhere: `globex-${mark}`,
    personal: `personal-${mark}`,
    name,
    email: (of) => `${name(of)}@example.com`,
    scim: scimClient(server.baseUrl, token),
  }
}

/** Issues a credential of a tenant. */
export async function issueToken({ directory }: Pick<SeedServer, 'directory'>, tenant: string): Promise<string> {
  return (await directory.issueToken(tenant, { name: 'suite' })).token
}
