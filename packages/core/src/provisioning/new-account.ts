import type { Draft, UnitOfWork } from '../store/store.ts'
import type { Arrival } from './decide.ts'
import { draftWith } from './draft.ts'
import { loginNameOf } from './login-name.ts'
import type { Policy } from './policy.ts'
import { checkSeats } from './seats.ts'

/**
 * Gives a new account its seat and the name its owner signs in with, whoever makes it.
 *
 * @throws ScimError `SEATS_EXHAUSTED`
 */
export async function settleAccount(
  unit: UnitOfWork,
  { resourceType, draft }: Arrival,
  policy: Policy,
): Promise<Draft> {
  const { attributes, provenance } = draft
  if (provenance.active) await checkSeats(unit, resourceType, policy)
  const loginName = await loginNameOf(unit, { resourceType, attributes, provenance }, policy)
  if (loginName === undefined) return draft
  return draftWith(resourceType, attributes, { policy, provenance: { ...provenance, loginName } })
}
