import { findingOf } from '../../errors/finding.ts'
import { countGone } from '../../provisioning/brakes.ts'
import { type Detector, minutesBefore, type Situation } from '../situation.ts'

/** What counts as many where no brake says so. */
const many = { absolute: 20, windowMinutes: 60 }

/** Many accounts go at once: a scope was removed, or a mapping changed (failure 25). */
export const deactivationWave: Detector = {
  applies: ({ entry, resourceType }) =>
    (entry.effect === 'deactivated' || entry.effect === 'deleted') && resourceType?.activeAttribute !== undefined,
  find: async (situation) => {
    const { entry, log, policy, once } = situation
    const { resourceType } = entry
    const { absolute, windowMinutes } = policy.brakes.deactivations ?? many
    if (!isDue(situation, { absolute, windowMinutes })) return undefined
    const since = minutesBefore(situation, windowMinutes)
    const count = (await countGone(log, entry.tenant, { resourceType, since })) + 1
    if (count < absolute) return undefined
    const now = Date.parse(entry.at)
    // Said when it begins, and again each time it has doubled.
    const stage = [Math.floor(now / (windowMinutes * 60_000)), Math.floor(Math.log2(count / absolute))]
    if (!once.aDay(`wave ${entry.tenant} ${resourceType} ${stage}`, now)) return undefined
    return findingOf('DEACTIVATION_WAVE', { count, minutes: windowMinutes })
  },
}

/**
 * To count in the log is dear: it is done four times on the way to many, and then each time there are twice as many.
 */
function isDue({ tally, entry }: Situation, { absolute, windowMinutes }: typeof many): boolean {
  const when = { now: Date.parse(entry.at), within: windowMinutes * 60_000 }
  const seen = tally.next(`gone ${entry.tenant} ${entry.resourceType}`, when)
  const steps = seen / Math.ceil(absolute / 4)
  return steps === 3 || (steps >= 1 && Number.isInteger(Math.log2(steps)))
}
