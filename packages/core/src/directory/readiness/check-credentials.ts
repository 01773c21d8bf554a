import { type Finding, findingOf } from '../../errors/finding.ts'
import type { StoredToken } from '../../store/token-store.ts'
import { type Parts, presentOf } from '../parts.ts'

const day = 24 * 60 * 60 * 1000

/** Whether the identity provider can come in, and for how long yet (F-3). Without a token store nobody knows. */
export async function checkCredentials(parts: Parts, tenant: string): Promise<readonly Finding[]> {
  const { tokens, policy, now } = parts
  if (tokens === undefined) return []
  const present = presentOf(parts)
  const usable = (await tokens.list(tenant)).filter((token) => isUsable(token, present))
  if (usable.length === 0) return [findingOf('CREDENTIAL_MISSING', {})]
  return usable.flatMap(({ expires }) => {
    const days = expires === undefined ? Number.POSITIVE_INFINITY : Math.floor((Date.parse(expires) - now()) / day)
    return expires === undefined || days >= policy.tokens.warnDays
      ? []
      : findingOf('TOKEN_EXPIRES_SOON', { expires, days })
  })
}

function isUsable({ expires, revoked }: StoredToken, present: string): boolean {
  return revoked === undefined && (expires === undefined || Date.parse(expires) > Date.parse(present))
}
