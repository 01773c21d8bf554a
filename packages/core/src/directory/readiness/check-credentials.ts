import { type Finding, findingOf } from '../../errors/finding.ts'
import { timeLeft } from '../../provisioning/time-left.ts'
import type { StoredToken } from '../../store/token-store.ts'
import { type Parts, presentOf } from '../parts.ts'

/** Whether the identity provider can come in, and for how long yet (F-3). Without a token store nobody knows. */
export async function checkCredentials(parts: Parts, tenant: string): Promise<readonly Finding[]> {
  const { tokens, policy, now } = parts
  if (tokens === undefined) return []
  const present = presentOf(parts)
  const usable = (await tokens.list(tenant)).filter((token) => isUsable(token, present))
  if (usable.length === 0) return [findingOf('CREDENTIAL_MISSING', {})]
  const { warnDays } = policy.tokens
  return usable.flatMap(({ expires }) => {
    const left = expires === undefined ? undefined : timeLeft({ ends: Date.parse(expires), now: now(), warnDays })
    return expires === undefined || left === undefined ? [] : findingOf('TOKEN_EXPIRES_SOON', { expires, left })
  })
}

function isUsable({ expires, revoked }: StoredToken, present: string): boolean {
  return revoked === undefined && (expires === undefined || Date.parse(expires) > Date.parse(present))
}
