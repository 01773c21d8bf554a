import { describeError } from '../../errors/catalogue.ts'
import { findingOf } from '../../errors/finding.ts'
import type { LogEntry } from '../../store/provisioning-log.ts'
import { aboutOf, type Detector, minutesBefore } from '../situation.ts'

const aDay = 24 * 60
/** From so many times on it is no accident. */
const often = 3

/** The same request fails with the same error as before, and will go on to (failure 23). */
export const repeatedFailure: Detector = {
  applies: ({ error }) => error !== undefined && describeError(error.code).retry !== 'later',
  find: async (situation) => {
    const { error, entry, log } = situation
    if (error === undefined) return undefined
    const { resourceType, resourceId } = entry
    const since = minutesBefore(situation, aDay)
    const before = await log.query(entry.tenant, { code: error.code, resourceType, resourceId, since, limit: 100 })
    const times = before.filter((other) => isSame(other, entry)).length + 1
    if (times < often) return undefined
    return findingOf('FAILURE_REPEATED', { times, id: describeError(error.code).id }, aboutOf(situation))
  },
}

/** The first finding of a failure is its error, with the values it is about. */
function isSame(left: LogEntry, right: LogEntry): boolean {
  return (
    left.method === right.method &&
    left.subject === right.subject &&
    left.findings[0]?.message === right.findings[0]?.message
  )
}
