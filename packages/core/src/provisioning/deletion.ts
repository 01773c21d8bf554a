import { ScimError } from '../errors/scim-error.ts'
import type { Effect } from '../events.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { draftWith } from './draft.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'
import { clearReferences, type Referring } from './references.ts'
import { checkProtection, type Judging, rewrite } from './rewrite.ts'

/** What a deletion does: leaves nothing, leaves a tombstone, deactivates, or hands the resource to the application. */
export type Deletion = 'hard' | 'tombstone' | 'disable' | 'unlink'

const ofGroups: Readonly<Record<Policy['groups']['delete'], Deletion>> = {
  hard: 'hard',
  unlink: 'unlink',
  // A group is not in use or out of use: what is disabled is gone, and kept.
  disable: 'tombstone',
}

/**
 * What DELETE does to a resource of this type (D-10).
 *
 * @throws ScimError `NOT_IMPLEMENTED` where accounts cannot be deleted (P-23)
 */
export function howToDelete(resourceType: ResourceType, policy: Policy): Deletion {
  const kind = kindOf(resourceType)
  if (kind === 'group') return ofGroups[policy.groups.delete]
  if (kind === 'other') return policy.delete
  const how = policy.users.delete
  if (how === 'unsupported') throw new ScimError('NOT_IMPLEMENTED', { feature: `DELETE on ${resourceType.endpoint}` })
  // What cannot be deactivated is kept where it can come back from.
  return how === 'disable' && resourceType.activeAttribute === undefined ? 'tombstone' : how
}

/** A resource about to be deleted. */
export interface Deleting {
  readonly resourceType: ResourceType
  readonly current: StoredResource
  readonly how: Deletion
}

/**
 * Deletes a resource for SCIM.
 *
 * @throws ScimError `ACCOUNT_PROTECTED`
 */
export async function deleteAs(
  unit: UnitOfWork,
  { resourceType, current, how }: Deleting,
  judging: Judging & Referring,
): Promise<Effect> {
  if (how === 'disable') return disable(unit, { resourceType, current }, judging)
  checkProtection(current)
  if (how === 'unlink') return unlink(unit, { resourceType, current }, judging)
  await unit.remove(resourceType, current, how)
  await clearReferences(unit, current, judging)
  return 'deleted'
}

type Held = Omit<Deleting, 'how'>

/** Takes an account out of use, and leaves it where it can be read and brought back. */
async function disable(unit: UnitOfWork, { resourceType, current }: Held, judging: Judging): Promise<Effect> {
  const { activeAttribute } = resourceType
  if (activeAttribute === undefined || valueAt(current.attributes, activeAttribute) === false) return 'unchanged'
  const attributes = withValue(current.attributes, activeAttribute, false)
  await rewrite(unit, { resourceType, current, attributes }, judging)
  return 'deactivated'
}

/** Ends the management and leaves the rest to the application. */
async function unlink(unit: UnitOfWork, { resourceType, current }: Held, { policy }: Judging): Promise<Effect> {
  if (!current.provenance.managed) return 'unchanged'
  const provenance = { ...current.provenance, managed: false }
  await unit.update(resourceType, current, draftWith(resourceType, current.attributes, { policy, provenance }))
  return 'updated'
}
