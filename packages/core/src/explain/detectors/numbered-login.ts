import { findingOf } from '../../errors/finding.ts'
import { numberedName } from '../../provisioning/login-name.ts'
import { hide } from '../redact.ts'
import { aboutOf, type Detector } from '../situation.ts'

/** A login name that somebody else has, so that this one got a number: maybe the same person (failure 17, B-07). */
export const numberedLogin: Detector = {
  applies: ({ entry, resourceType, policy }) =>
    entry.effect === 'created' && policy.users.loginName !== 'userName' && resourceType?.activeAttribute !== undefined,
  find: async (situation) => {
    const { store, entry, resourceType, policy, redact } = situation
    if (resourceType === undefined || entry.resourceId === undefined) return undefined
    const created = await store.read(entry.tenant, resourceType, entry.resourceId, [])
    const numbered = created && numberedName(created, policy)
    if (numbered === undefined) return undefined
    const params = { wanted: hide(numbered.wanted, redact), given: hide(numbered.given, redact) }
    return findingOf('LOGIN_NAME_NUMBERED', params, aboutOf(situation))
  },
}
