import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import { ScimError } from '../errors/scim-error.ts'
import { toBase64url } from '../http/base64url.ts'
import { sha256 } from '../http/sha256.ts'
import { parseInstant } from '../schema/date-time.ts'
import type { StoredToken } from '../store/token-store.ts'
import type { IssuedToken, NewToken } from './directory.ts'
import type { Parts } from './parts.ts'

const day = 24 * 60 * 60 * 1000

/** 256 bits: RFC 6750 §5.3 asks for enough entropy, RFC 6749 §10.10 for 128 at least. */
const secretLength = 32

const names: NamesOf<NewToken> = { name: true, scopes: true, expires: true, alone: true }

/** Makes a token of a tenant, and keeps its digest. What is not understood of it might have been its end. */
export async function issueToken(parts: Parts, tenant: string, request: NewToken): Promise<IssuedToken> {
  refuseUnknown('Directory.issueToken', request, names)
  const { tokens, policy, now } = parts
  if (tokens === undefined)
    throw new ScimError('CONFIGURATION', {
      where: 'createDirectory.tokens',
      problem: 'a token can only be issued into the token store that the handler authenticates with',
    })
  const { name, scopes, expires, alone = false } = request
  const present = now()
  const end = endOf(expires, { now: present, maxAgeDays: policy.tokens.maxAgeDays })
  const issued = {
    id: crypto.randomUUID(),
    tenant,
    name,
    ...(scopes !== undefined && { scopes }),
    created: new Date(present).toISOString(),
    ...(end !== undefined && { expires: new Date(end).toISOString() }),
  }
  const token = toBase64url(crypto.getRandomValues(new Uint8Array(secretLength)))
  const stored: StoredToken = { ...issued, sha256: await sha256(token) }
  // The store does both in one step, so that of two tokens issued at once one remains.
  await tokens.add(stored, { alone: alone || policy.tokens.perTenant === 'single' })
  return { ...issued, token }
}

/**
 * When a token ends, in milliseconds; undefined for one that does not.
 *
 * @throws ScimError `TOKEN_END_REFUSED`
 */
function endOf(
  expires: string | undefined,
  { now, maxAgeDays }: { readonly now: number; readonly maxAgeDays: number | undefined },
): number | undefined {
  const latest = maxAgeDays === undefined ? undefined : now + maxAgeDays * day
  if (expires === undefined) return latest
  const end = parseInstant(expires)
  if (end === undefined) throw refused('must be a date and time, such as 2027-01-31T12:00:00Z')
  if (end <= now) throw refused('must lie in the future')
  if (latest !== undefined && end > latest) throw refused(`must be at most ${maxAgeDays} days ahead in this profile`)
  return end
}

function refused(problem: string): ScimError {
  return new ScimError('TOKEN_END_REFUSED', { problem })
}
