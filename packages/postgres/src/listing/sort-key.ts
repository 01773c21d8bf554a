import type { Attribute, Comparable } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import { numberIn } from '../filter/value-condition.ts'
import { hasTextOfItsOwn } from '../search.ts'

/** Where a row stands: numbers before strings before what has no value; then by the one that applies. */
export interface SqlSortKey {
  readonly number: Sql
  readonly text: Sql
}

const none: SqlSortKey = { number: sql`NULL::numeric`, text: sql`NULL::text` }

const columns: Readonly<Record<string, SqlSortKey>> = {
  id: { ...none, text: sql`r.id` },
  'meta.resourceType': { ...none, text: sql`r.type` },
  'meta.created': { ...none, number: sql`r.created::numeric` },
  'meta.lastModified': { ...none, number: sql`r.modified::numeric` },
  'meta.version': { ...none, text: sql`('W/"' || r.version || '"')` },
}

/**
 * The sort key of the row `r`: the value of the primary element, else of the first that has one (RFC 7644 §3.4.2.3), as
 * the core's `sortKeyOf` has it.
 */
export function sortKey(attribute: Attribute | undefined): SqlSortKey {
  if (attribute === undefined) return none
  if (attribute.schema === '' && Object.hasOwn(columns, attribute.path)) return columns[attribute.path] ?? none
  const json = sortValue(attribute)
  const value = hasTextOfItsOwn(attribute) ? sql`coalesce(${json} -> 'c', ${json})` : json
  return isNumeric(attribute) ? { ...none, number: numberIn(value) } : { ...none, text: sql`(${value} #>> '{}')` }
}

function isNumeric({ type }: Attribute): boolean {
  return type === 'boolean' || type === 'integer' || type === 'decimal' || type === 'dateTime'
}

function sortValue({ path, name, parent }: Attribute): Sql {
  if (parent === undefined) return sql`(r.search -> 'v' -> ${path}::text -> 0)`
  const elements = sql`jsonb_array_elements(r.search -> 'v' -> ${parent.path}::text) WITH ORDINALITY e(e, n)`
  const value = sql`e.e -> ${name}::text -> 0`
  return sql`coalesce(
    (SELECT ${value} FROM ${elements} WHERE e.e -> 'primary' -> 0 = '1'::jsonb ORDER BY e.n LIMIT 1),
    (SELECT ${value} FROM ${elements} WHERE ${value} IS NOT NULL ORDER BY e.n LIMIT 1))`
}

/** Which of the two columns of a key holds it: 0 the number, 1 the text, 2 none. */
export function rankOf(key: Comparable | undefined): 0 | 1 | 2 {
  if (key === undefined) return 2
  return typeof key === 'number' ? 0 : 1
}
