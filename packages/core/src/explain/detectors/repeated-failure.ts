import { describeError } from '../../errors/catalogue.ts'
import { findingOf } from '../../errors/finding.ts'
import type { LogEntry } from '../../store/provisioning-log.ts'
import { aboutOf, type Detector, minutesBefore } from '../situation.ts'

const aDay = 24 * 60
/** From so many times on it is no accident. */
const often = 3

/** The same request fails with the same error as before, and will go on to (failure 23). */
export const repeatedFailure: Detector = {
  applies: ({ error }) =>
    // What only follows from another failure is counted with that one.
    error !== undefined && describeError(error.code).retry !== 'later' && error.code !== 'BULK_REFERENCE_FAILED',
  find: async (situation) => {
    const { error, entry, log, once } = situation
    // What has not failed before today need not be looked up.
    if (error === undefined || once.aDay(identityOf(entry), Date.parse(entry.at))) return undefined
    const { resourceType, resourceId } = entry
    const since = minutesBefore(situation, aDay)
    const before = await log.query(entry.tenant, { code: error.code, resourceType, resourceId, since, limit: 100 })
    const times = before.filter((other) => identityOf(other) === identityOf(entry)).length + 1
    if (times < often) return undefined
    return findingOf('FAILURE_REPEATED', { times, id: describeError(error.code).id }, aboutOf(situation))
  },
}

/** What makes two failures one: the first finding of a failure is its error, with the values it is about. */
function identityOf({ tenant, method, resourceId, subject, findings }: LogEntry): string {
  return JSON.stringify(['failed', tenant, method, resourceId, subject, findings[0]?.message])
}
