import type { Attribute, QueryScope } from '@scimkit/core'
import sql, { raw, type Sql } from 'sql-template-tag'
import { eachByIndex, relationKey } from '../filter/elements.ts'
import type { Met } from './inverses.ts'
import { literal } from './literal.ts'

/** The walk from the rows of a page up to what they belong to, for one inverse that a scope wants. */
export interface Walk {
  /** The number of the scope. */
  readonly scope: number
  /** The place of the inverse among what the scope wants. */
  readonly index: number
  readonly inverse: NonNullable<Attribute['inverseOf']>
}

/** What the first row of a page brings along, under `walk_0_0` and so on: what was met by each walk. */
export type WalkColumns = Readonly<Record<`walk_${number}_${number}`, readonly Met[] | null>>

/** The walks a page needs. */
export function walksOf(scopes: readonly QueryScope[]): readonly Walk[] {
  return scopes.flatMap(({ wanted }, scope) =>
    wanted.flatMap(({ inverseOf }, index) => (inverseOf === undefined ? [] : [{ scope, index, inverse: inverseOf }])),
  )
}

/** The name of the column of a walk. */
export function walkName({ scope, index }: Walk): keyof WalkColumns {
  return `walk_${scope}_${index}`
}

/**
 * The tables of a walk from the table `page`. It begins at all rows at once, so that an owner is visited once for the
 * whole page, however many rows belong to it and however many ways lead there.
 */
export function walkTables(walk: Walk, tenant: string): Sql {
  const { up, met } = tablesOf(walk)
  return sql`, ${up} (id) AS (
    SELECT p.id FROM page p WHERE p.scope = ${literal(walk.scope)}
    UNION
    SELECT m.owner FROM ${up} n CROSS JOIN LATERAL ${ownersOf(walk, tenant)} m
  ), ${met} AS MATERIALIZED (
    SELECT r.id, r.seq, r.search -> 'n' ->> 0 AS display
    FROM scimkit_resource r WHERE r.tenant = ${tenant} AND r.id = ANY(ARRAY(SELECT id FROM ${up}))
  )`
}

/**
 * What was met, with the row `p` that is the first of its page. Owners are told by their `seq`: ids would make it long
 * where groups hold each other. It is looked up in an object, as the planner would go through a table for each of them
 * as long as it takes that for small.
 */
export function walkColumn(walk: Walk, tenant: string): Sql {
  const { met } = tablesOf(walk)
  const seqOfOwner = sql`(SELECT jsonb_object_agg(n.id, n.seq) FROM ${met} n) -> m.owner`
  const owners = sql`SELECT json_agg(${seqOfOwner} ORDER BY m.place) FROM ${ownersOf(walk, tenant)} m`
  return sql`, CASE WHEN p.place = 1 THEN (
    SELECT json_agg(json_build_object('id', n.id, 'seq', n.seq, 'display', n.display, 'owners', (${owners})))
    FROM ${met} n
  ) END AS ${raw(walkName(walk))}`
}

function tablesOf({ scope, index }: Walk): { readonly up: Sql; readonly met: Sql } {
  return { up: raw(`up_${scope}_${index}`), met: raw(`met_${scope}_${index}`) }
}

/** The owners of the row `n`. */
function ownersOf({ inverse: { resourceType, attribute } }: Walk, tenant: string): Sql {
  return sql`(SELECT m.owner, m.place FROM scimkit_member m
    WHERE m.tenant = ${tenant} AND m.value = n.id AND m.attribute = ${relationKey(resourceType, attribute)} ${eachByIndex})`
}
