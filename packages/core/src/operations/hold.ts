import { ScimError } from '../errors/scim-error.ts'
import { checkConditions, requireCondition } from '../http/conditions.ts'
import { isAmong, visibleIn } from '../provisioning/visibility.ts'
import type { StoredResource, UnitOfWork, Which } from '../store/store.ts'
import { type OperationContext, resourceOf } from './context.ts'

/**
 * The resource a write is about, held until the unit of work ends, once its conditions are met. Existence comes before
 * conditions (A31), and what the request does not reach does not exist for it. Without versions no condition counts.
 *
 * @throws ScimError `RESOURCE_NOT_FOUND`, `PRECONDITION_REQUIRED`, `PRECONDITION_FAILED`
 */
export async function hold(context: OperationContext, unit: UnitOfWork, reached?: Which): Promise<StoredResource> {
  const { resourceType, id } = resourceOf(context)
  const { policy, requireIfMatch } = context.settings
  const current = await unit.get(resourceType, id)
  if (current === undefined || !isAmong(current.provenance, reached ?? visibleIn(resourceType, policy)))
    throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: resourceType.name, id })
  if (!policy.protocol.etag) return current
  if (requireIfMatch) requireCondition(context.request)
  checkConditions(context.request, current)
  return current
}
