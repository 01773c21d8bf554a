import { findingOf } from '../../errors/finding.ts'
import type { Detector, Situation } from '../situation.ts'

const day = 86_400_000

/** A credential that ends soon; said once a day (failure 3). */
export const tokenExpires: Detector = {
  applies: (situation) => daysLeft(situation) <= situation.policy.tokens.warnDays,
  find: (situation) => {
    const { entry, principal, once } = situation
    const { expires } = principal
    if (expires === undefined || !once.aDay(`expires ${entry.tenant} ${entry.client}`, Date.parse(entry.at)))
      return undefined
    return findingOf('TOKEN_EXPIRES_SOON', { expires: expires.toISOString(), days: daysLeft(situation) })
  },
}

function daysLeft({ principal: { expires }, entry }: Situation): number {
  if (expires === undefined) return Number.POSITIVE_INFINITY
  return Math.max(0, Math.ceil((expires.getTime() - Date.parse(entry.at)) / day))
}
