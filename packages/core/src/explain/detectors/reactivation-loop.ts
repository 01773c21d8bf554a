import { findingOf } from '../../errors/finding.ts'
import type { Effect } from '../../events.ts'
import { aboutOf, type Detector, minutesBefore } from '../situation.ts'

const window = 60
const often = 3
/** What an identity provider does again and again to somebody it finds inactive after each time (failure 27). */
const attempts: ReadonlySet<Effect | undefined> = new Set<Effect>(['activated', 'reactivated', 'pending'])

/** An account that is activated for ever. */
export const reactivationLoop: Detector = {
  applies: ({ entry }) => entry.resourceId !== undefined && attempts.has(entry.effect),
  find: async (situation) => {
    const { entry, log, once } = situation
    const { resourceType, resourceId } = entry
    // Most are activated once, and need not be looked up.
    if (once.aDay(`activated ${entry.tenant} ${resourceId}`, Date.parse(entry.at))) return undefined
    const since = minutesBefore(situation, window)
    const before = await log.query(entry.tenant, { resourceType, resourceId, since, limit: 100 })
    const times = before.filter(({ effect }) => attempts.has(effect)).length + 1
    return times < often ? undefined : findingOf('REACTIVATION_LOOP', { times, minutes: window }, aboutOf(situation))
  },
}
