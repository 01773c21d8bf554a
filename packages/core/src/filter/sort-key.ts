import type { Attribute } from '../schema/attribute.ts'
import { isJsonArray, type JsonValue } from '../schema/json.ts'
import type { StoredResource } from '../store/store.ts'
import { type Comparable, comparableOf, compareComparables } from './order.ts'
import { isReadDirectly, memberOf, readerOf } from './read-values.ts'

/** Where a resource stands in a sorted list; undefined when it has no value. */
export type SortKey = Comparable | undefined

/**
 * A function that gives the sort key of a resource: the value of the primary element, else of the first that has one
 * (RFC 7644 §3.4.2.3).
 *
 * @example
 * ```ts
 * const keyOf = sortKeyOf(resolveSort('name.familyName', userType))
 * keyOf(ada) // 'lovelace'
 * ```
 */
export function sortKeyOf(attribute: Attribute): (resource: StoredResource) => SortKey {
  const comparable = comparableOf(attribute)
  const direct = isReadDirectly(attribute)
  const read = readerOf(direct ? attribute : (attribute.parent ?? attribute))
  const valueIn = (element: JsonValue | undefined): SortKey => {
    const value = direct ? element : memberOf(element, attribute.name)
    return comparable(isJsonArray(value) ? value[0] : value)
  }
  return (resource) => {
    const value = read(resource)
    if (!isJsonArray(value)) return valueIn(value)
    const primary = valueIn(value.find((element) => memberOf(element, 'primary') === true))
    return primary ?? firstKey(value, valueIn)
  }
}

/**
 * Orders two sort keys ascending; a resource without a value comes last, and so first once the order is reversed.
 *
 * @example
 * ```ts
 * const keys = ['turing', undefined, 'lovelace']
 * keys.toSorted(compareSortKeys) // ['lovelace', 'turing', undefined]
 * ```
 */
export function compareSortKeys(left: SortKey, right: SortKey): number {
  if (left === right) return 0
  if (left === undefined) return 1
  if (right === undefined) return -1
  return compareComparables(left, right)
}

function firstKey(elements: readonly JsonValue[], keyOf: (element: JsonValue) => SortKey): SortKey {
  for (const element of elements) {
    const key = keyOf(element)
    if (key !== undefined) return key
  }
  return undefined
}
