import type { ResolvedFilter } from '../filter/ast.ts'

/**
 * The values a filter selects when it selects by `value eq` alone, so that it needs no search; else undefined. Elements
 * are told apart by their exact value: where case does not count they have to be looked at.
 *
 * @example
 * ```ts
 * const members = groupType.byName.get('members')
 * const filter = members && resolveElementFilter(parseFilter('value eq "2819c223" or value eq "902c246b"'), members)
 * filter && selectedValues(filter) // ['2819c223', '902c246b']
 * ```
 */
export function selectedValues(filter: ResolvedFilter): readonly string[] | undefined {
  if (filter.kind === 'compare') {
    const { attribute, operator, value } = filter
    return operator === 'eq' && attribute.name === 'value' && attribute.caseExact && typeof value === 'string'
      ? [value]
      : undefined
  }
  if (filter.kind !== 'or') return undefined
  const values = filter.operands.map(selectedValues)
  return values.every((value) => value !== undefined) ? values.flat() : undefined
}
