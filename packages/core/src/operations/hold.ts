import { ScimError } from '../errors/scim-error.ts'
import { checkConditions, requireCondition } from '../http/conditions.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, resourceOf } from './context.ts'

/**
 * The resource a write is about, held until the unit of work ends, once its conditions are met. Existence comes before
 * conditions (A31).
 *
 * @throws ScimError `RESOURCE_NOT_FOUND`, `PRECONDITION_REQUIRED`, `PRECONDITION_FAILED`
 */
export async function hold(context: OperationContext, unit: UnitOfWork): Promise<StoredResource> {
  const { resourceType, id } = resourceOf(context)
  const current = await unit.get(resourceType, id)
  if (current === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: resourceType.name, id })
  if (context.settings.requireIfMatch) requireCondition(context.request)
  checkConditions(context.request, current)
  return current
}
