import { randomUUID } from 'node:crypto'
import type { Policy, StoredToken, TokenStore } from '@scimkit/core'
import { OptionsError } from '../options/options-error.ts'
import type { Token } from '../options/settings.ts'
import { tokenDigest } from './token-digest.ts'

const day = 24 * 60 * 60 * 1000

/**
 * Keeps a token of the command line, which ends when the profile has every token end. One that a lasting store knows
 * stays what it is there: revoked, for instance.
 *
 * @returns the token as it is kept
 * @throws OptionsError when it belongs to another tenant there, which it would go on to open
 */
export async function keepToken(
  tokens: TokenStore,
  { tenant, token }: Token,
  { maxAgeDays }: Policy['tokens'],
): Promise<StoredToken> {
  const sha256 = tokenDigest(token)
  const known = await tokens.find(sha256)
  if (known !== undefined) return refuseOther(known, tenant)
  const now = Date.now()
  const made: StoredToken = {
    id: randomUUID(),
    tenant,
    name: 'command line',
    sha256,
    created: new Date(now).toISOString(),
    ...(maxAgeDays !== undefined && { expires: new Date(now + maxAgeDays * day).toISOString() }),
  }
  try {
    await tokens.add(made)
    return made
  } catch (error) {
    // Another process that starts now has been faster.
    const added = await tokens.find(sha256)
    if (added === undefined) throw error
    return refuseOther(added, tenant)
  }
}

function refuseOther(known: StoredToken, tenant: string): StoredToken {
  if (known.tenant === tenant) return known
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
