import { ScimError } from '../errors/scim-error.ts'
import type { OperationName } from '../events.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Place } from '../http/route.ts'
import { kindOf } from '../provisioning/kind.ts'
import type { Registry } from '../schema/registry.ts'

/**
 * Turns `/Me` into the resource it stands for (RFC 7644 §3.11), when the credentials are mapped to a User.
 *
 * @throws ScimError `NOT_IMPLEMENTED` when they are not, and for POST
 */
export function resolveMe(
  place: Place,
  operation: OperationName,
  { principal, registry }: { readonly principal: Principal; readonly registry: Registry },
): Place {
  if (place.kind !== 'me') return place
  const resourceType = registry.resourceTypes.find((type) => kindOf(type) === 'user')
  const { userId } = principal
  if (userId === undefined || resourceType === undefined || operation === 'create')
    throw new ScimError('NOT_IMPLEMENTED', { feature: '/Me' })
  return { kind: 'resource', resourceType, id: userId }
}
