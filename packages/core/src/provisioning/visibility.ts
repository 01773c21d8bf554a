import type { ResourceType } from '../schema/attribute.ts'
import type { Provenance, Which } from '../store/store.ts'
import { type Kind, kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

const seen: Readonly<Record<Kind, (policy: Policy) => Which>> = {
  user: ({ users }) => (users.visibility === 'managed' ? 'managed' : 'live'),
  group: ({ groups }) => (groups.visibility === 'managed' ? 'managed' : 'live'),
  other: () => 'live',
}

/**
 * Which resources of a type SCIM sees: lists leave the others out, and on their ids everything answers 404 (D-17,
 * D-22).
 */
export function visibleIn(resourceType: Pick<ResourceType, 'name'>, policy: Policy): Which {
  return seen[kindOf(resourceType)](policy)
}

/** Which resources of a type DELETE reaches: what SCIM sees, but groups have a switch of their own (P-25). */
export function deletableIn(resourceType: ResourceType, policy: Policy): Which {
  if (kindOf(resourceType) !== 'group') return visibleIn(resourceType, policy)
  return policy.groups.deleteScope === 'managed' ? 'managed' : 'live'
}

/** Whether a resource is one of those meant. */
export function isAmong({ managed, deleted }: Provenance, which: Which): boolean {
  if (deleted || which === 'deleted') return deleted && which === 'deleted'
  return which === 'live' || managed === (which === 'managed')
}
