import { isIndexed, type ResolvedFilter } from '@scimkit/core'
import { toKey } from '../text.ts'
import { literalOf } from './value-condition.ts'

/**
 * The values one of which a resource must have for a filter to match it, as they stand in the look-up table; undefined
 * when the filter can also match without one.
 */
export function lookedUpValues(filter: ResolvedFilter): readonly (readonly [string, string])[] | undefined {
  switch (filter.kind) {
    case 'compare': {
      const { attribute, operator, value } = filter
      if (operator !== 'eq' || !isIndexed(attribute)) return undefined
      const literal = literalOf(attribute, value)
      return literal === undefined ? [] : [[attribute.path, toKey(String(literal))]]
    }
    case 'and':
      return filter.operands.map(lookedUpValues).find((values) => values !== undefined)
    case 'or': {
      const all = filter.operands.map(lookedUpValues)
      return all.some((values) => values === undefined) ? undefined : all.flatMap((values) => values ?? [])
    }
    case 'valuePath':
      return lookedUpValues(filter.filter)
    case 'never':
      return []
    case 'present':
    case 'not':
      return undefined
  }
}
