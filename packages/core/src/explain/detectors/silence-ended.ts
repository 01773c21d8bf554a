import { findingOf } from '../../errors/finding.ts'
import type { Detector } from '../situation.ts'

const day = 86_400_000

/**
 * The first request after a long silence: nobody sends again what could not be sent meanwhile (failure 22). The log is
 * asked once a day and tenant, which is often enough to see that days were missing.
 */
export const silenceEnded: Detector = {
  applies: ({ entry, once }) => once.aDay(`heard ${entry.tenant}`, Date.parse(entry.at)),
  find: async ({ entry, log, policy }) => {
    const [last] = await log.query(entry.tenant, { limit: 1 })
    if (last === undefined) return undefined
    const days = Math.floor((Date.parse(entry.at) - Date.parse(last.at)) / day)
    return days < policy.orphans.quietDays ? undefined : findingOf('SILENCE_ENDED', { days })
  },
}
