import { findingOf } from '../../errors/finding.ts'
import { type Detector, minutesBefore, type Situation } from '../situation.ts'

/** What counts as many where no brake says so. */
const many = { absolute: 20, windowMinutes: 60 }

/** Many accounts go at once: a scope was removed, or a mapping changed (failure 25). */
export const deactivationWave: Detector = {
  applies: ({ entry, resourceType }) =>
    (entry.effect === 'deactivated' || entry.effect === 'deleted') && resourceType?.activeAttribute !== undefined,
  find: async (situation) => {
    const { absolute, windowMinutes } = situation.policy.brakes.deactivations ?? many
    const before = await countGone(situation, windowMinutes)
    const count = before + 1
    // Said when it begins, and again each time it has grown by as much.
    if (count % absolute !== 0) return undefined
    return findingOf('DEACTIVATION_WAVE', { count, minutes: windowMinutes })
  },
}

async function countGone(situation: Situation, windowMinutes: number): Promise<number> {
  const { log, entry } = situation
  const since = minutesBefore(situation, windowMinutes)
  const { resourceType } = entry
  const deactivated = await log.count(entry.tenant, { effect: 'deactivated', resourceType, since })
  return deactivated + (await log.count(entry.tenant, { effect: 'deleted', resourceType, since }))
}
