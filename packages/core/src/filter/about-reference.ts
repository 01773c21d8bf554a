import { ScimError } from '../errors/scim-error.ts'
import { soleTypeOf } from '../schema/reference.ts'
import type { ResolvedFilter } from './ast.ts'
import { type Leaf, never } from './leaf.ts'
import type { ResolveOptions } from './resolve-options.ts'

/**
 * Says of the `value` what a filter says of the `$ref` that is made from it. URIs of one resource are equal however
 * they are written (RFC 7643 §2.4), so a `$ref` is compared for equality alone.
 *
 * @throws ScimError `FILTER_OPERATOR`
 */
export function aboutReference(leaf: Leaf, { resourceAt }: ResolveOptions): ResolvedFilter {
  const { attribute } = leaf
  const value = attribute.parent?.byName.get('value')
  if (value === undefined) return never
  if (leaf.kind !== 'compare') return { kind: 'present', attribute: value }
  const { operator } = leaf
  if (operator !== 'eq')
    throw new ScimError('FILTER_OPERATOR', { operator, path: attribute.path, type: attribute.type })
  const found = resourceAt?.(String(leaf.value))
  if (found === undefined) return never
  const hasId = { kind: 'compare', attribute: value, operator: 'eq', value: found.id } as const
  const only = soleTypeOf(attribute)
  if (only !== undefined) return only === found.resourceType ? hasId : never
  const type = attribute.parent?.byName.get('type')
  if (type === undefined) return hasId
  const hasType = { kind: 'compare', attribute: type, operator: 'eq', value: found.resourceType } as const
  return { kind: 'and', operands: [hasId, hasType] }
}
