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

/** The elements of a relation of the resource `r`, as a table. */
export function memberElements(key: string): Sql {
  return sql`(SELECT m.* FROM scimkit_member m WHERE m.tenant = r.tenant AND m.owner = r.id AND m.attribute = ${key})`
}

/** How many levels of groups in groups are followed. Nobody nests deeper, and a cycle must come to an end. */
const deepest = 50

/**
 * What a resource belongs to, seen from its side, e.g. the groups of a user: the direct owners first, then those that
 * hold it through others (RFC 7643 §4.1.2 `groups.type`), nearest first. Each owner once, however many ways lead to it.
 */
export function inverseElements(
  { resourceType, attribute }: Inverse,
  of: { readonly tenant: Sql; readonly id: Sql },
): Sql {
  const key = relationKey(resourceType, attribute)
  const { tenant, id } = of
  return sql`(
    WITH RECURSIVE up (owner, level) AS (
      SELECT m.owner, 1 FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${id} AND m.attribute = ${key}
      UNION
      SELECT m.owner, up.level + 1 FROM up JOIN scimkit_member m
      ON m.tenant = ${tenant} AND m.value = up.owner AND m.attribute = ${key}
      WHERE up.level < ${deepest}::integer
    ), nearest AS (SELECT up.owner, min(up.level) AS level FROM up WHERE up.owner <> ${id} GROUP BY up.owner)
    SELECT n.owner AS value, (CASE n.level WHEN 1 THEN 'direct' ELSE 'indirect' END) COLLATE "C" AS type,
      (o.search -> 'n' ->> 0) COLLATE "C" AS display,
      NULL::text AS value_key, NULL::text AS type_key,
      (o.search -> 'v' -> 'displayName' ->> 0) COLLATE "C" AS display_key, n.level, m.place, o.seq
    FROM nearest n JOIN scimkit_resource o ON o.tenant = ${tenant} AND o.id = n.owner
    LEFT JOIN scimkit_member m ON m.tenant = ${tenant} AND m.owner = n.owner AND m.value = ${id} AND m.attribute = ${key}
  )`
}

/** The ids of everything an owner holds, through other owners too: the other direction of {@link inverseElements}. */
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
      SELECT m.value FROM down JOIN scimkit_member m
      ON m.tenant = ${tenant} AND m.owner = down.value AND m.attribute = ${key}
    )
    SELECT value AS id FROM down
  )`
}
