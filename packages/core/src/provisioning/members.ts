import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { RelationElement, UnitOfWork } from '../store/store.ts'
import type { Policy } from './policy.ts'

/** Elements about to be added to a relation. */
export interface Joining {
  readonly relation: Attribute
  readonly elements: readonly RelationElement[]
}

/**
 * Applies the membership rules to elements about to be added: unknown ids are refused, left out or kept, as the policy
 * says, and each element gets the type of what it refers to.
 *
 * @throws ScimError `MEMBERS_INVALID` with all invalid ids, before anything is written
 */
export async function admitMembers(
  unit: UnitOfWork,
  { relation, elements }: Joining,
  { members }: Policy,
): Promise<readonly RelationElement[]> {
  if (elements.length === 0) return elements
  const known = await unit.identify(elements.map((element) => element.value))
  const isValid = ({ value }: RelationElement): boolean => {
    const target = known.get(value)
    return target !== undefined && (target.active || !members.requireActive) && canBe(relation, target.resourceType)
  }
  if (members.validation === 'reject') {
    const ids = elements.filter((element) => !isValid(element)).map((element) => element.value)
    if (ids.length > 0) throw new ScimError('MEMBERS_INVALID', { attribute: relation.name, ids })
  }
  const admitted = members.validation === 'skip' ? elements.filter(isValid) : elements
  return admitted.map((element) => withType(element, known.get(element.value)?.resourceType))
}

/** Whether the relation may refer to resources of this type: `referenceTypes` of its `$ref` (RFC 7643 §7). */
function canBe(relation: Attribute, resourceType: string): boolean {
  const types = relation.byName.get('$ref')?.referenceTypes ?? []
  return types.length === 0 || types.includes(resourceType)
}

function withType({ value, type, display }: RelationElement, known: string | undefined): RelationElement {
  const actual = known ?? type
  return { value, ...(actual !== undefined && { type: actual }), ...(display !== undefined && { display }) }
}
