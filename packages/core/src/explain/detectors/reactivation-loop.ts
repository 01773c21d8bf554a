import { findingOf } from '../../errors/finding.ts'
import type { Effect } from '../../events.ts'
import type { LogEntry } from '../../store/provisioning-log.ts'
import { aboutOf, type Detector, minutesBefore } from '../situation.ts'

const window = 60
const often = 3
/** What an identity provider does again and again to somebody it finds inactive after each time (failure 27). */
const attempts: ReadonlySet<Effect | undefined> = new Set<Effect>(['activated', 'reactivated', 'pending'])
/** What a client does itself to make somebody inactive. */
const ends: ReadonlySet<Effect | undefined> = new Set<Effect>(['deactivated', 'deleted'])

/** An account that is activated for ever, and not because the client switches it off and on by itself. */
export const reactivationLoop: Detector = {
  applies: ({ entry }) => entry.resourceId !== undefined && attempts.has(entry.effect),
  find: async (situation) => {
    const { entry, log, once } = situation
    const { resourceType, resourceId } = entry
    // Most are activated once, and need not be looked up.
    if (once.aDay(`activated ${entry.tenant} ${resourceId}`, Date.parse(entry.at))) return undefined
    const since = minutesBefore(situation, window)
    const before = await log.query(entry.tenant, { resourceType, resourceId, since, limit: 100 })
    const times = timesInVain([entry, ...before])
    return times < often ? undefined : findingOf('REACTIVATION_LOOP', { times, minutes: window }, aboutOf(situation))
  },
}

/** How often the client has activated the account since it took back its own deactivation, if there was one. */
function timesInVain(newestFirst: readonly LogEntry[]): number {
  const switched = newestFirst.map(({ effect }) => effect).filter((effect) => attempts.has(effect) || ends.has(effect))
  const own = switched.findIndex((effect) => ends.has(effect))
  return own === -1 ? switched.length : own - 1
}
