import { findingOf } from '../../errors/finding.ts'
import { isHandedOut } from '../../http/handed-out.ts'
import { endsToday, timeLeft } from '../../provisioning/time-left.ts'
import type { Detector, Situation } from '../situation.ts'

/** A credential that ends soon; said once a day (failure 3). */
export const tokenExpires: Detector = {
  applies: (situation) => leftOf(situation) !== undefined,
  find: async (situation) => {
    const { entry, principal, once } = situation
    const left = leftOf(situation)
    const { expires } = principal
    if (left === undefined || expires === undefined) return undefined
    if (!once.aDay(`expires ${entry.tenant} ${entry.client}`, Date.parse(entry.at))) return undefined
    return findingOf('TOKEN_EXPIRES_SOON', { expires: expires.toISOString(), left })
  },
}

/**
 * What lives for hours only is renewed by its client, and nobody has to do anything: an access token of OAuth, which
 * the host has looked at itself. A credential that was issued for longer was told of on the days before.
 */
function leftOf({ principal, entry, policy }: Situation): string | undefined {
  if (principal.expires === undefined) return undefined
  const ending = { ends: principal.expires.getTime(), now: Date.parse(entry.at), warnDays: policy.tokens.warnDays }
  return endsToday(ending) && !isHandedOut(principal) ? undefined : timeLeft(ending)
}
