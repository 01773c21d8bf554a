import type { ResolvedFilter } from '../filter/ast.ts'
import { never } from '../filter/leaf.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'

/** A filter for what has this value; one that matches nothing where the type has no such attribute. */
export function equal(resourceType: ResourceType, path: string, value: string): ResolvedFilter {
  const found = findAttribute(resourceType, path)
  if (found?.kind !== 'attribute') return never
  return { kind: 'compare', attribute: found.attribute, operator: 'eq', value }
}

/** A filter for what meets every condition that is given; undefined when none is. */
export function all(conditions: readonly (ResolvedFilter | undefined)[]): ResolvedFilter | undefined {
  const operands = conditions.filter((condition) => condition !== undefined)
  return operands.length < 2 ? operands[0] : { kind: 'and', operands }
}
