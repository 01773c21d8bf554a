import type { Page, PageRequest, StoredResource, StoreQuery } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { withRelated } from '../related.ts'
import { type ResourceRow, resourceColumns, toResource } from '../row.ts'
import { byIndex, fromPosition, type Order, type PageClause } from './page.ts'
import { formatPosition } from './position.ts'
import { scopeCondition, scopesTable } from './scope.ts'

/** How the total of a list is told: counted, or as the planner expects it, which costs nothing. */
export type Counts = 'exact' | 'estimated'

const listColumns = resourceColumns('l')

/** One query on one tenant. */
export interface Asked {
  readonly tenant: string
  readonly query: StoreQuery
  readonly counts: Counts
}

/** A row of a list: the resource, its scope, and what it is ordered by. */
interface ListRow extends ResourceRow {
  readonly scope: number
  readonly seq: number
  readonly key_number: number | null
  readonly key_text: string | null
}

/** Answers a query. Only what is on the page gets the relations that are wanted. */
export async function runQuery(session: Session, asked: Asked): Promise<Page> {
  const { query, tenant } = asked
  const { scopes, page } = query
  const total = await totalOf(session, asked)
  if (page.count === 0 || scopes.length === 0) return { total, resources: [] }
  const { rows, ...edges } = await cut(session, asked, page)
  const resources: StoredResource[] = []
  for (const [index, scope] of scopes.entries()) {
    const ofScope = rows.filter((row) => row.scope === index).map(toResource)
    resources.push(...(await withRelated(session, { tenant, resources: ofScope, wanted: scope.wanted })))
  }
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  return { total, ...edges, resources: rows.flatMap(({ id }) => byId.get(id) ?? []) }
}

interface Cut {
  readonly rows: readonly ListRow[]
  readonly next?: string | undefined
  readonly previous?: string | undefined
}

/** Looks one row ahead, and one back, to know which of its edges are those of the whole list. */
async function cut(session: Session, asked: Asked, page: PageRequest): Promise<Cut> {
  const order = orderOf(asked)
  if (page.kind === 'index') return { rows: await listRows(session, asked, byIndex(page, order)) }
  const { position, count, kind } = page
  const way = kind === 'after' ? 1 : -1
  const ahead = await listRows(session, asked, fromPosition({ position, count: count + 1 }, order, way))
  const rows = ahead.slice(0, count)
  const last = ahead.length > count ? rows.at(-1) : undefined
  const far = last && besides(last, order, way)
  const near = position === undefined ? undefined : await onlyIfAny(session, asked, { position, order, way })
  return kind === 'after' ? { rows, next: far, previous: near } : { rows: rows.toReversed(), next: near, previous: far }
}

async function onlyIfAny(
  session: Session,
  asked: Asked,
  { position, order, way }: { readonly position: string; readonly order: Order; readonly way: 1 | -1 },
): Promise<string | undefined> {
  const behind = await listRows(session, asked, fromPosition({ position, count: 1 }, order, way > 0 ? -1 : 1))
  return behind.length > 0 ? position : undefined
}

function orderOf({ query: { scopes, descending } }: Asked): Order {
  const sorted = scopes.some((scope) => scope.sortBy !== undefined)
  return { kind: sorted ? 'sorted' : 'created', descending, scopes: scopes.length }
}

function besides(row: ListRow, { kind }: Order, side: 1 | -1): string {
  if (kind === 'created') return formatPosition({ kind, scope: row.scope, seq: row.seq, side })
  return formatPosition({ kind, key: row.key_number ?? row.key_text, id: row.id, side })
}

async function listRows(session: Session, { query, tenant }: Asked, clause: PageClause): Promise<readonly ListRow[]> {
  const table = scopesTable(query.scopes, tenant)
  const statement = sql`SELECT l.scope, l.seq::float8 AS seq, l.key_number::float8 AS key_number, l.key_text, ${listColumns}
    FROM (${table}) l ${clause.where} ${clause.orderBy} ${clause.limit}`
  return (await session.run(statement)).rows
}

async function totalOf(session: Session, { query, tenant, counts }: Asked): Promise<number> {
  let total = 0
  for (const scope of query.scopes) {
    const condition = scopeCondition(scope, tenant)
    total += counts === 'exact' ? await count(session, condition) : await estimate(session, condition)
  }
  return total
}

async function count(session: Session, condition: Sql): Promise<number> {
  const { rows } = await session.run(sql`SELECT count(*)::float8 AS total FROM scimkit_resource r WHERE ${condition}`)
  return rows[0].total
}

async function estimate(session: Session, condition: Sql): Promise<number> {
  const { rows } = await session.run(sql`EXPLAIN (FORMAT JSON) SELECT FROM scimkit_resource r WHERE ${condition}`)
  return Number(rows[0]['QUERY PLAN'][0].Plan['Plan Rows'])
}
