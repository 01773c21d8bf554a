import { randomBytes, randomUUID } from 'node:crypto'
import type { Policy, StoredToken, TokenStore } from '@scimkit/core'
import { tokenDigest } from '../tokens/token-digest.ts'
import { Refusal } from './refusal.ts'

const day = 86_400_000

/** Where tokens are kept, and what the profile says about them. */
export interface TokenOffice {
  readonly tokens: TokenStore
  readonly policy: Pick<Policy, 'tokens'>
}

/** What a token is to be. */
export interface TokenRequest {
  readonly tenant: string
  readonly name: string
  readonly scopes?: StoredToken['scopes']
  /** xsd:dateTime; without one, as long as the profile allows. */
  readonly expires?: string | undefined
  /** Revokes every other token of the tenant in the same step. */
  readonly alone: boolean
}

/** A new token, which is shown this once: only its digest is kept (P-35). */
export interface IssuedToken extends StoredToken {
  readonly token: string
}

/**
 * Makes a token of a tenant.
 *
 * @throws Refusal when its end lies in the past, or further ahead than the profile allows
 */
export async function issueToken({ tokens, policy }: TokenOffice, request: TokenRequest): Promise<IssuedToken> {
  const { alone, expires, ...rest } = request
  const now = Date.now()
  const end = checkEnd(expires, { now, maxAgeDays: policy.tokens.maxAgeDays })
  // 256 bits; RFC 6750 §5.3 asks for enough entropy, RFC 6749 §10.10 for 128 at least.
  const token = randomBytes(32).toString('base64url')
  const stored: StoredToken = {
    ...rest,
    id: randomUUID(),
    sha256: tokenDigest(token),
    created: new Date(now).toISOString(),
    ...(end !== undefined && { expires: new Date(end).toISOString() }),
  }
  await tokens.add(stored, { alone: alone || policy.tokens.perTenant === 'single' })
  return { ...stored, token }
}

/** When a token ends, in milliseconds; undefined for one that does not. */
function checkEnd(
  expires: string | undefined,
  { now, maxAgeDays }: { readonly now: number; readonly maxAgeDays: number | undefined },
): number | undefined {
  const latest = maxAgeDays === undefined ? undefined : now + maxAgeDays * day
  if (expires === undefined) return latest
  const end = Date.parse(expires)
  if (end <= now) throw wrongEnd('must lie in the future')
  if (latest !== undefined && end > latest) throw wrongEnd(`must be at most ${maxAgeDays} days ahead in this profile`)
  return end
}

function wrongEnd(message: string): Refusal {
  return new Refusal({
    status: 400,
    detail: `The end of the token ${message}.`,
    remedies: [{ actor: 'application administrator', action: 'Choose another end, or none.' }],
    errors: [{ at: 'body.expires', message }],
  })
}
