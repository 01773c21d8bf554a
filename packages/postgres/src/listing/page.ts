import type { PageRequest } from '@scimkit/core'
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { type Position, readPosition } from './position.ts'
import { rankOf } from './sort-key.ts'

/** Which rows of a list make a page, and in which order. */
export interface PageClause {
  readonly where: Sql
  readonly orderBy: Sql
  readonly limit: Sql
}

/** How a list is ordered, whichever way it is walked. */
export interface Order {
  readonly kind: Position['kind']
  readonly descending: boolean
  /** How many scopes there are: the number of the only one is nothing to sort by. */
  readonly scopes: number
}

/** The page of an index request. */
export function byIndex({ startIndex, count }: Extract<PageRequest, { kind: 'index' }>, order: Order): PageClause {
  return {
    where: empty,
    orderBy: orderBy(order, 1),
    limit: sql`LIMIT ${count}::bigint OFFSET ${startIndex - 1}::bigint`,
  }
}

/** So many rows from a position on, one way or the other; without a position, from the end that is first that way. */
export function fromPosition(
  { position, count }: { readonly position: string | undefined; readonly count: number },
  order: Order,
  way: 1 | -1,
): PageClause {
  const where = position === undefined ? empty : sql`WHERE ${beyond(readPosition(position, order.kind), order, way)}`
  return { where, orderBy: orderBy(order, way), limit: sql`LIMIT ${count}::bigint` }
}

function orderBy({ kind, descending, scopes }: Order, way: 1 | -1): Sql {
  const forward = way > 0
  const created = [...(scopes > 1 ? ['l.scope'] : []), 'l.seq']
  if (kind === 'created') return columns(created.map((column) => [column, forward]))
  const upward = descending ? !forward : forward
  return columns([
    [rank, upward],
    ['l.key_number', upward],
    ['l.key_text', upward],
    // Ties are broken by the id, upwards whatever the order.
    ['l.id', forward],
  ])
}

const rank = 'CASE WHEN l.key_number IS NOT NULL THEN 0 WHEN l.key_text IS NOT NULL THEN 1 ELSE 2 END'

function columns(each: readonly (readonly [string, boolean])[]): Sql {
  return raw(`ORDER BY ${each.map(([column, up]) => `${column} ${up ? 'ASC' : 'DESC'}`).join(', ')}`)
}

/** The rows on the other side of a gap. A row that the gap stands beside is on that side if the gap lies before it. */
function beyond(position: Position, order: Order, way: 1 | -1): Sql {
  const includesRow = position.side !== way
  const than = raw(way > 0 ? '>' : '<')
  const thanOrAt = includesRow ? sql`${than}=` : than
  if (position.kind === 'created') {
    const inScope = sql`l.seq ${thanOrAt} ${position.seq}::bigint`
    if (order.scopes <= 1) return inScope
    return sql`(l.scope ${than} ${position.scope}::bigint OR (l.scope = ${position.scope}::bigint AND ${inScope}))`
  }
  return sortedBeyond(position, { order, way, idThan: sql`l.id ${thanOrAt} ${position.id}::text COLLATE "C"` })
}

function sortedBeyond(
  { key }: Extract<Position, { kind: 'sorted' }>,
  { order, way, idThan }: { readonly order: Order; readonly way: 1 | -1; readonly idThan: Sql },
): Sql {
  const upward = order.descending ? -way : way
  const keyThan = raw(upward > 0 ? '>' : '<')
  const at = rankOf(key ?? undefined)
  const ranks = sql`(${raw(rank)}) ${keyThan} ${at}::integer`
  const here = sql`(${raw(rank)}) = ${at}::integer`
  const value = at === 0 ? sql`${String(key)}::numeric` : sql`${key}::text COLLATE "C"`
  const column = raw(at === 0 ? 'l.key_number' : 'l.key_text')
  const within = at === 2 ? idThan : sql`(${column} ${keyThan} ${value} OR (${column} = ${value} AND ${idThan}))`
  return join([ranks, sql`(${here} AND ${within})`], ' OR ', '(', ')')
}
