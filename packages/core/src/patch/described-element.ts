import type { ResolvedFilter } from '../filter/ast.ts'
import { compileElementFilter } from '../filter/compile.ts'
import type { JsonObject } from '../schema/json.ts'
import type { AttributeTarget } from './edit.ts'
import { addInto } from './merge.ts'

/**
 * The element a filter describes, when it is nothing but equalities joined by `and` that can hold together; else
 * undefined.
 */
export function describedBy({ attribute, filter }: AttributeTarget): JsonObject | undefined {
  if (filter === undefined) return {}
  const equalities = filter.kind === 'and' ? filter.operands : [filter]
  if (!equalities.every(isEquality)) return undefined
  const described = equalities.reduce<JsonObject>(
    (element, { attribute: sub, value }) =>
      addInto(attribute, element, { [sub.name]: sub.multiValued ? [value] : value }) ?? element,
    {},
  )
  return compileElementFilter(filter)(described) ? described : undefined
}

function isEquality(filter: ResolvedFilter): filter is Extract<ResolvedFilter, { kind: 'compare' }> {
  return filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.parent !== undefined
}
