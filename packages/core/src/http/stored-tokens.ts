import { ScimError } from '../errors/scim-error.ts'
import type { StoredToken, TokenStore } from '../store/token-store.ts'
import type { Authenticate, Principal } from './authenticate.ts'
import { isEqual, readBearer } from './bearer.ts'
import { asHandedOut } from './handed-out.ts'
import { sha256 } from './sha256.ts'

/** A token is noted as used at most once in so many milliseconds. */
const often = 60_000

/**
 * Authenticates by the bearer tokens of a store (RFC 6750), which an administrator may issue and revoke while the
 * server runs. Only digests are kept. A token that is no longer good is told apart from one nobody knows.
 *
 * @throws ScimError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID`
 * @example
 * ```ts
 * const authenticate = storedTokens(createMemoryTokens())
 * await authenticate(request) // throws CREDENTIALS_INVALID
 * ```
 */
export function storedTokens(tokens: TokenStore): Authenticate {
  return async (request) => {
    const digest = await sha256(readBearer(request))
    const token = await tokens.find(digest)
    if (token === undefined || !isEqual(token.sha256, digest))
      throw new ScimError('CREDENTIALS_INVALID', { reason: 'the token is not known here' })
    const { tenant, name: client } = token
    const reason = whyNot(token)
    if (reason !== undefined) throw new ScimError('CREDENTIALS_INVALID', { reason, tenant, client })
    await noteUse(tokens, token)
    return principalOf(token)
  }
}

/** Why a token that is known is not good any more. */
function whyNot({ revoked, expires }: StoredToken): string | undefined {
  if (revoked !== undefined) return 'the token was revoked'
  return expires !== undefined && Date.parse(expires) <= Date.now() ? 'the token has expired' : undefined
}

/** When a token was last used is good to know, and no reason to refuse anybody. */
async function noteUse(tokens: TokenStore, { id, lastUsed }: StoredToken): Promise<void> {
  const now = Date.now()
  if (lastUsed !== undefined && now - Date.parse(lastUsed) < often) return
  try {
    await tokens.touch(id, new Date(now).toISOString())
  } catch {
    // As above, whether it throws or rejects.
  }
}

function principalOf({ tenant, name, scopes, expires }: StoredToken): Principal {
  return asHandedOut({ tenant, client: name, scopes, ...(expires !== undefined && { expires: new Date(expires) }) })
}
