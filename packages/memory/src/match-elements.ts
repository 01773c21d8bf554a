import { compileElementFilter, type ResolvedFilter, selectedValues } from '@scimkit/core'
import type { Relation } from './relation.ts'

/** The elements of one owner. */
export interface Elements {
  readonly relation: Relation
  readonly owner: string
}

/**
 * The values of the elements a filter matches. Identity providers remove members with `members[value eq "…"]`, and
 * some with hundreds of those joined by `or`: that is a look-up per term, however large the group is.
 */
export function matchElements({ relation, owner }: Elements, filter: ResolvedFilter): readonly string[] {
  const named = selectedValues(filter)
  if (named !== undefined) return [...new Set(named)].filter((value) => relation.has(owner, value))
  const matches = compileElementFilter(filter)
  return relation
    .elementsOf(owner)
    .filter((element) => matches({ ...element }))
    .map((element) => element.value)
}
