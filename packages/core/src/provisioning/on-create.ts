import type { Draft, Provenance, UnitOfWork } from '../store/store.ts'
import { type Arrival, decide } from './decide.ts'
import { draftOf } from './draft.ts'
import { kindOf } from './kind.ts'
import { loginNameOf } from './login-name.ts'
import type { Policy } from './policy.ts'
import type { Judging } from './rewrite.ts'
import { checkSeats } from './seats.ts'
import { type Arriving, type Provisioned, takeOver } from './take-over.ts'

/** An account that SCIM makes is the tenant's own: its owner cannot take it elsewhere (P-32). */
const madeHere: Provenance = { managed: true, origin: 'scim', active: true, deleted: false, owner: 'tenant' }

/**
 * Creates a resource, or goes on with the account that the policy says is meant (D-08, D-09).
 *
 * @throws ScimError `UNIQUENESS_VIOLATED`, `SEATS_EXHAUSTED`, `ACCOUNT_PROTECTED`
 */
export async function provision(unit: UnitOfWork, arriving: Arriving, judging: Judging): Promise<Provisioned> {
  const { resourceType, attributes } = arriving
  const { policy } = judging
  const isUser = kindOf(resourceType) === 'user'
  const draft = draftOf(resourceType, attributes, isUser ? { policy, before: madeHere } : { policy })
  const decision = isUser ? await decide(unit, { resourceType, draft }, policy) : undefined
  if (decision !== undefined && 'match' in decision) return takeOver(unit, { ...arriving, ...decision }, judging)
  const settled = decision?.action === 'create' ? await settle(unit, { resourceType, draft }, policy) : draft
  return { resource: await unit.insert(resourceType, settled), effect: 'created' }
}

/** Gives a new account its seat and the name its owner signs in with. */
async function settle(unit: UnitOfWork, { resourceType, draft }: Arrival, policy: Policy): Promise<Draft> {
  const { attributes, provenance } = draft
  if (provenance.active) await checkSeats(unit, resourceType, policy)
  const loginName = await loginNameOf(unit, { resourceType, attributes, provenance }, policy)
  if (loginName === undefined) return draft
  return draftOf(resourceType, attributes, { policy, before: { ...provenance, loginName } })
}
