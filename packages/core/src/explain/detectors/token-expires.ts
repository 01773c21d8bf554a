import { findingOf } from '../../errors/finding.ts'
import { daysLeft } from '../../provisioning/days-left.ts'
import type { Detector, Situation } from '../situation.ts'

/** A credential that ends soon; said once a day (failure 3). */
export const tokenExpires: Detector = {
  applies: (situation) => daysOf(situation) !== undefined,
  find: async (situation) => {
    const { entry, principal, once } = situation
    const days = daysOf(situation)
    const { expires } = principal
    if (days === undefined || expires === undefined) return undefined
    if (!once.aDay(`expires ${entry.tenant} ${entry.client}`, Date.parse(entry.at))) return undefined
    return findingOf('TOKEN_EXPIRES_SOON', { expires: expires.toISOString(), days })
  },
}

function daysOf({ principal: { expires }, entry, policy }: Situation): number | undefined {
  const { warnDays } = policy.tokens
  return expires && daysLeft({ ends: expires.getTime(), now: Date.parse(entry.at), warnDays })
}
