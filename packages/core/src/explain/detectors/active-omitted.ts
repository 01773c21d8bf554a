import { findingOf } from '../../errors/finding.ts'
import { memberNamed } from '../../schema/json.ts'
import { aboutOf, type Detector } from '../situation.ts'

/** A PUT that does not say whether the account is active: absent is not false (failure 25). */
export const activeOmitted: Detector = {
  applies: ({ entry, resourceType }) =>
    entry.operation === 'replace' && entry.outcome === 'success' && resourceType?.activeAttribute !== undefined,
  find: (situation) => {
    const { resourceType, shown } = situation
    const name = resourceType?.activeAttribute?.name
    const body = situation.body()
    if (name === undefined || body === undefined || memberNamed(body, name) !== undefined) return undefined
    return findingOf('ACTIVE_OMITTED', { stays: shown?.[name] === false ? 'inactive' : 'active' }, aboutOf(situation))
  },
}
