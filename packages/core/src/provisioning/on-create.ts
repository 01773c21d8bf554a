import { refuseDefinition } from '../schema/refuse-definition.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { decide } from './decide.ts'
import { draftOf } from './draft.ts'
import { kindOf } from './kind.ts'
import { settleAccount } from './new-account.ts'
import type { Judging } from './rewrite.ts'
import { type Arriving, type Provisioned, takeOver } from './take-over.ts'

/** An account that SCIM makes is the tenant's own: its owner cannot take it elsewhere (P-32). */
const madeHere: Provenance = { managed: true, origin: 'scim', active: true, deleted: false, owner: 'tenant' }

/**
 * Creates a resource, or goes on with the account that the policy says is meant (D-08, D-09).
 *
 * @throws ScimError `UNIQUENESS_VIOLATED`, `SEATS_EXHAUSTED`, `ACCOUNT_PROTECTED`, `CONFIGURATION` when the store
 * gives an id that is reserved
 */
export async function provision(unit: UnitOfWork, arriving: Arriving, judging: Judging): Promise<Provisioned> {
  const { resourceType, attributes } = arriving
  const { policy } = judging
  const isUser = kindOf(resourceType) === 'user'
  const draft = draftOf(resourceType, attributes, isUser ? { policy, before: madeHere } : { policy })
  const decision = isUser ? await decide(unit, { resourceType, draft }, policy) : undefined
  if (decision !== undefined && 'match' in decision) return takeOver(unit, { ...arriving, ...decision }, judging)
  const settled = decision?.action === 'create' ? await settleAccount(unit, { resourceType, draft }, policy) : draft
  return { resource: withLegalId(await unit.insert(resourceType, settled)), effect: 'created' }
}

/** Within the unit of work, so that nothing of it remains (RFC 7643 §3.1, S7643-3.1-08). */
function withLegalId(resource: StoredResource): StoredResource {
  if (resource.id.includes('bulkId'))
    refuseDefinition('store', `it gave the id "${resource.id}", and no id may contain "bulkId"`)
  return resource
}
