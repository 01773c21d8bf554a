import type { Policy } from '@scimkit/core'
import { scimClient } from './client.ts'
import type { SeedServer, SeedWorld } from './world.ts'

/** Opens a world on a server: fresh tenants, with a token of their own. */
export async function openWorld(server: SeedServer, profile: Policy): Promise<SeedWorld> {
  const mark = crypto.randomUUID().slice(0, 8)
  const tenant = `acme-${mark}`
  const token = await addToken(server, tenant)
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

/** Gives a tenant a credential, and returns it. */
export async function addToken({ tokens }: Pick<SeedServer, 'tokens'>, tenant: string): Promise<string> {
  const token = crypto.randomUUID()
  const id = crypto.randomUUID()
  await tokens.add({ id, tenant, name: 'suite', sha256: await digestOf(token), created: new Date().toISOString() })
  return token
}

async function digestOf(token: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
