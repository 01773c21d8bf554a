import { ScimError } from '../errors/scim-error.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isComputedReference } from '../schema/reference.ts'
import { whyUnreadable } from './scope.ts'

/**
 * The attribute that `sortBy` orders resources by (RFC 7644 §3.4.2.3). A complex attribute is ordered by its `value`
 * (A35), `meta.location` by the `id` it ends with.
 *
 * @throws ScimError `SORT_ATTRIBUTE`
 *
 * @example
 * ```ts
 * resolveSort('emails', userType).path // 'emails.value'
 * resolveSort('password', userType) // throws SORT_ATTRIBUTE
 * ```
 */
export function resolveSort(path: string, resourceType: ResourceType): Attribute {
  const found = findAttribute(resourceType, path)
  if (found?.kind !== 'attribute') throw refusal(path, `it is no attribute of ${resourceType.name}`)
  const attribute = stored(found.attribute, resourceType)
  const problem = whyUnreadable(attribute) ?? whyUnordered(attribute)
  if (problem !== undefined) throw refusal(path, problem)
  return attribute
}

function stored(attribute: Attribute, { byName }: ResourceType): Attribute {
  if (attribute.path === 'meta.location') return byName.get('id') ?? attribute
  return attribute.byName.get('value') ?? attribute
}

function whyUnordered(attribute: Attribute): string | undefined {
  const { type, path, subAttributes } = attribute
  if (isComputedReference(attribute)) return 'it is made from "value" when a resource is returned; use "value"'
  if (type === 'complex')
    return `it is complex; name one of its sub-attributes: ${subAttributes.map(({ name }) => name).join(', ')}`
  return path === 'schemas' ? 'its first value is the same for every resource' : undefined
}

function refusal(path: string, problem: string): ScimError {
  return new ScimError('SORT_ATTRIBUTE', { path, problem })
}
