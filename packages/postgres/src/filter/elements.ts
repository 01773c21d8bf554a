import type { Attribute } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'

type Inverse = NonNullable<Attribute['inverseOf']>

/** What the rows of a relation are kept under: two types may have relations of one name. */
export function relationKey(resourceType: string, attribute: string): string {
  return `${resourceType}.${attribute}`
}

/** The name of the attribute that {@link relationKey} was given. */
export function relationOf(resourceType: string, key: string): string {
  return key.slice(relationKey(resourceType, '').length)
}

/** The id in the row `e` of an element, as it was written. */
export const shownValue: Sql = sql`coalesce(e.long_value, e.value)`

/** The elements of a relation of the resource `r`, as a table. */
export function memberElements(key: string): Sql {
  return sql`(SELECT m.* FROM scimkit_member m WHERE m.tenant = r.tenant AND m.owner = r.id AND m.attribute = ${key})`
}

/**
 * Keeps the planner from joining all members of a tenant to the owners found so far, which it does as long as it takes
 * the table for small: each owner is looked up by itself.
 */
export const eachByIndex: Sql = sql`OFFSET 0`

/**
 * What a resource belongs to, seen from its side, e.g. the groups of a user: the direct owners first, then those that
 * hold it through others (RFC 7643 §4.1.2 `groups.type`). Each owner is visited once, however many ways lead to it:
 * that is what bounds the search where groups hold each other.
 */
export function inverseElements(
  { resourceType, attribute }: Inverse,
  of: { readonly tenant: Sql; readonly id: Sql },
): Sql {
  const key = relationKey(resourceType, attribute)
  const { tenant, id } = of
  return sql`(
    WITH RECURSIVE up (owner) AS (
      SELECT m.owner FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${id} AND m.attribute = ${key}
      UNION
      SELECT m.owner FROM up CROSS JOIN LATERAL (
        SELECT m.owner FROM scimkit_member m
        WHERE m.tenant = ${tenant} AND m.value = up.owner AND m.attribute = ${key} ${eachByIndex}
      ) m
    )
    SELECT u.owner AS value, (CASE WHEN m.owner IS NULL THEN 'indirect' ELSE 'direct' END) COLLATE "C" AS type,
      (o.search -> 'n' ->> 0) COLLATE "C" AS display,
      NULL::text AS value_key, NULL::text AS type_key,
      (o.search -> 'v' -> 'displayName' ->> 0) COLLATE "C" AS display_key, m.place, o.seq
    FROM up u JOIN scimkit_resource o ON o.tenant = ${tenant} AND o.id = u.owner
    LEFT JOIN scimkit_member m ON m.tenant = ${tenant} AND m.owner = u.owner AND m.value = ${id} AND m.attribute = ${key}
    WHERE u.owner <> ${id}
  )`
}

/**
 * The ids of everything else an owner holds, through other owners too: the other direction of {@link inverseElements}.
 */
export function heldBy(
  { resourceType, attribute }: Inverse,
  of: { readonly tenant: string; readonly owner: string },
): Sql {
  const key = relationKey(resourceType, attribute)
  const { tenant, owner } = of
  return sql`(
    WITH RECURSIVE down (value) AS (
      SELECT m.value FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.owner = ${owner} AND m.attribute = ${key}
      UNION
      SELECT m.value FROM down CROSS JOIN LATERAL (
        SELECT m.value FROM scimkit_member m
        WHERE m.tenant = ${tenant} AND m.owner = down.value AND m.attribute = ${key} ${eachByIndex}
      ) m
    )
    SELECT value AS id FROM down WHERE value <> ${owner}
  )`
}
