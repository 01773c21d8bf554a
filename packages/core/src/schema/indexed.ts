import type { Attribute } from './attribute.ts'

/**
 * Whether equality on an attribute is answered from an index of values. The id has a better one, the collection itself,
 * and relations have their rows.
 *
 * @example
 * ```ts
 * isIndexed(resolveSort('userName', userType)) // true
 * isIndexed(resolveSort('title', userType)) // false
 * ```
 */
export function isIndexed(attribute: Attribute): boolean {
  const top = attribute.parent ?? attribute
  return attribute.indexed && !top.relation && top.inverseOf === undefined && top.path !== 'id'
}
