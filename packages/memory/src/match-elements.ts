import { type Attribute, compileElementFilter, type ResolvedFilter } from '@scimkit/core'
import type { Relation } from './relation.ts'

/** The elements of one owner. */
export interface Elements {
  readonly relation: Relation
  readonly attribute: Attribute
  readonly owner: string
}

/**
 * The values of the elements a filter matches. Identity providers remove members with `members[value eq "…"]`, and
 * some with hundreds of those joined by `or`: that is a look-up per term, however large the group is.
 */
export function matchElements({ relation, attribute, owner }: Elements, filter: ResolvedFilter): readonly string[] {
  const named = namedValues(attribute, filter)
  if (named !== undefined) return [...new Set(named)].filter((value) => relation.has(owner, value))
  const matches = compileElementFilter(filter)
  return relation
    .elementsOf(owner)
    .filter((element) => matches({ ...element }))
    .map((element) => element.value)
}

/** The values a filter names when it is `value eq "x"` or an `or` of such; undefined when it is anything else. */
function namedValues(relation: Attribute, filter: ResolvedFilter): readonly string[] | undefined {
  if (filter.kind === 'or') return allOrNone(filter.operands.map((operand) => namedValues(relation, operand)))
  const identity = relation.byName.get('value')
  // Rows are kept under the exact value, so a case-insensitive comparison has to look at each of them.
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || identity?.caseExact !== true) return undefined
  if (filter.attribute.path !== identity.path || typeof filter.value !== 'string') return undefined
  return [filter.value]
}

function allOrNone(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const known = lists.filter((list) => list !== undefined)
  return known.length === lists.length ? known.flat() : undefined
}
