import type { ResolvedFilter } from '../filter/ast.ts'

/** The values a filter selects when it selects by `value eq` alone, so that it needs no search; else undefined. */
export function selectedValues(filter: ResolvedFilter): readonly string[] | undefined {
  if (filter.kind === 'compare') {
    return filter.operator === 'eq' && filter.attribute.name === 'value' && typeof filter.value === 'string'
      ? [filter.value]
      : undefined
  }
  if (filter.kind !== 'or') return undefined
  const values = filter.operands.map(selectedValues)
  return values.every((value) => value !== undefined) ? values.flat() : undefined
}
