import { randomUUID } from 'node:crypto'
import type { StoredToken, TokenStore } from '@scimkit/core'
import { OptionsError } from '../options/options-error.ts'
import type { Token } from '../options/settings.ts'
import { tokenDigest } from './token-digest.ts'

/**
 * Keeps a token of the command line. One that a lasting store knows stays what it is there: revoked, for instance.
 *
 * @throws OptionsError when it belongs to another tenant there, which it would go on to open
 */
export async function keepToken(tokens: TokenStore, { tenant, token }: Token): Promise<void> {
  const sha256 = tokenDigest(token)
  const known = await tokens.find(sha256)
  if (known !== undefined) return refuseOther(known, tenant)
  try {
    await tokens.add({ id: randomUUID(), tenant, name: 'command line', sha256, created: new Date().toISOString() })
  } catch (error) {
    // Another process that starts now has been faster.
    const added = await tokens.find(sha256)
    if (added === undefined) throw error
    refuseOther(added, tenant)
  }
}

function refuseOther(known: StoredToken, tenant: string): void {
  if (known.tenant === tenant) return
  throw new OptionsError(
    `--token: the bearer for tenant "${tenant}" belongs to tenant "${known.tenant}" in this store; give "${tenant}" another one`,
  )
}

/**
 * What an identity provider holds must not open the administration, not even once it is revoked.
 *
 * @throws OptionsError
 */
export async function refuseAsAdminToken(tokens: TokenStore, adminToken: string | undefined): Promise<void> {
  if (adminToken === undefined) return
  const known = await tokens.find(tokenDigest(adminToken))
  if (known !== undefined)
    throw new OptionsError(`--admin-token: this bearer is a SCIM token of tenant "${known.tenant}" in this store`)
}
