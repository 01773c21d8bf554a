import type { Identified } from '@scimkit/core'
import sql, { empty, type Sql } from 'sql-template-tag'
import { fromText, toText } from '../text.ts'

/** Which ids are asked for, and of how many of the oldest live resources of each type. */
export interface Asked {
  readonly tenant: string
  readonly ids: readonly string[]
  readonly window?: number | undefined
}

interface IdentifiedRow {
  readonly id: string
  readonly type: string
  readonly active: boolean
  readonly managed: boolean
}

/**
 * The live rows under these ids, held in the order of ids: two units that name the same members do not wait for each
 * other.
 */
export function identifying(asked: Asked): Sql {
  const { tenant, ids, window } = asked
  const [ends, within] = window === undefined ? [empty, empty] : [windowEnds(asked, window), isWithin]
  return sql`${ends}SELECT r.id, r.type, r.active, r.managed FROM scimkit_resource r
    WHERE r.tenant = ${tenant} AND r.id = ANY(${ids.map(toText)}::text[]) AND NOT r.deleted ${within}
    ORDER BY r.id FOR KEY SHARE OF r`
}

/** What the rows say, by id. */
export function toIdentified(rows: readonly IdentifiedRow[]): ReadonlyMap<string, Identified> {
  return new Map(rows.map(({ id, type, active, managed }) => [fromText(id), { resourceType: type, active, managed }]))
}

/** Where the window ends, found once for each type: not for each id, or their number would count by its length. */
function windowEnds({ tenant, ids }: Asked, window: number): Sql {
  return sql`WITH ends AS MATERIALIZED (
    SELECT t.type, (SELECT max(w.seq) FROM (SELECT o.seq FROM scimkit_resource o
      WHERE o.tenant = ${tenant} AND o.type = t.type AND NOT o.deleted ORDER BY o.seq LIMIT ${window}) w) AS last
    FROM (SELECT DISTINCT x.type FROM scimkit_resource x
      WHERE x.tenant = ${tenant} AND x.id = ANY(${ids.map(toText)}::text[])) t) `
}

const isWithin = sql`AND r.seq <= (SELECT e.last FROM ends e WHERE e.type = r.type)`
