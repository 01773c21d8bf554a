import type { Page, PageRequest, QueryScope, StoreQuery } from '@scimkit/core'
import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { elementsOf, type Reading, type RelatedRow, relatedName, toRelated } from '../related.ts'
import { resourceColumns } from '../row.ts'
import { inversesIn } from './inverses.ts'
import { literal } from './literal.ts'
import { byIndex, fromPosition, type Order, type PageClause } from './page.ts'
import { formatPosition } from './position.ts'
import { isNarrow, scopeCondition, scopesTable } from './scope.ts'
import { type WalkColumns, walkColumn, walkName, walksOf, walkTables } from './walks.ts'

/** How the total of a list is told: counted, or as the planner expects it, which costs nothing. */
export type Counts = 'exact' | 'estimated'

/** One query on one tenant. */
export interface Asked {
  readonly tenant: string
  readonly query: StoreQuery
  readonly counts: Counts
  /** How relations come along; whole when left out. */
  readonly reading?: Reading | undefined
}

/** A row of a list: the resource, its scope, and what it is ordered by. A list without rows has one without an id. */
type ListRow = RelatedRow &
  WalkColumns & {
    readonly total: number | null
    readonly behind: boolean | null
    readonly scope: number
    readonly seq: number
    readonly key_number: number | null
    readonly key_text: string | null
  }

/** Answers a query in one statement: total, page and relations are of one state of the database. */
export async function runQuery(session: Session, asked: Asked): Promise<Page> {
  const { scopes, page } = asked.query
  if (scopes.length === 0) return { total: 0, resources: [] }
  const clause = clauseOf(page, orderOf(asked))
  const { rows } = await session.run(page.count === 0 ? totalAlone(asked) : statement(asked, clause))
  const total = asked.counts === 'exact' ? rows[0].total : await estimated(session, asked)
  if (page.count === 0) return { total, resources: [] }
  const found: readonly ListRow[] = rows.filter(({ id }) => id !== null)
  const { kept, ...edges } = edgesOf(found, asked, rows[0].behind)
  return {
    total,
    ...edges,
    resources: withInverses(kept, found[0], scopes).map((row) =>
      toRelated(row, scopes[row.scope]?.wanted ?? [], asked.reading),
    ),
  }
}

/** The rows with what they belong to, from the walks that the first row of the statement has brought along. */
function withInverses(
  rows: readonly ListRow[],
  first: ListRow | undefined,
  scopes: readonly QueryScope[],
): readonly ListRow[] {
  const walks = walksOf(scopes).map((walk) => ({ ...walk, elementsOf: inversesIn(first?.[walkName(walk)] ?? []) }))
  if (walks.length === 0) return rows
  return rows.map((row) => {
    const own = walks.filter(({ scope }) => scope === row.scope)
    return {
      ...row,
      ...Object.fromEntries(own.map(({ index, elementsOf }) => [`related_${index}`, elementsOf(row.id)])),
    }
  })
}

/** The page, and one row more where it matters whether there is one. */
function clauseOf(page: PageRequest, order: Order): PageClause {
  if (page.kind === 'index') return byIndex(page, order)
  return fromPosition({ position: page.position, count: page.count + 1 }, order, page.kind === 'after' ? 1 : -1)
}

function orderOf({ query: { scopes, descending } }: Asked): Order {
  const sorted = scopes.some((scope) => scope.sortBy !== undefined)
  return { kind: sorted ? 'sorted' : 'created', descending, scopes: scopes.length }
}

interface Edges {
  readonly kept: readonly ListRow[]
  readonly next?: string | undefined
  readonly previous?: string | undefined
}

function edgesOf(rows: readonly ListRow[], asked: Asked, isBehind: boolean | null): Edges {
  const { page } = asked.query
  if (page.kind === 'index') return { kept: rows }
  const way = page.kind === 'after' ? 1 : -1
  const kept = rows.slice(0, page.count)
  const last = rows.length > page.count ? kept.at(-1) : undefined
  const far = last && beside(last, orderOf(asked), way)
  const near = isBehind ? page.position : undefined
  return way > 0 ? { kept, next: far, previous: near } : { kept: kept.toReversed(), next: near, previous: far }
}

function beside(row: ListRow, { kind }: Order, side: 1 | -1): string {
  if (kind === 'created') return formatPosition({ kind, scope: row.scope, seq: row.seq, side })
  return formatPosition({ kind, key: row.key_number ?? row.key_text, id: row.id, side })
}

const listColumns = sql`p.scope, p.seq::float8 AS seq, p.key_number::float8 AS key_number, p.key_text, ${resourceColumns('p')}`

function statement(asked: Asked, { where, orderBy, limit }: PageClause): Sql {
  const { query, tenant } = asked
  // What is little is found once, and counted where it lies; much is counted without being brought together.
  const once = query.scopes.every((scope) => isNarrow(scope, tenant))
  const matched = once ? sql`matched` : sql`(${scopesTable(query.scopes, tenant)})`
  const total = once ? sql`(SELECT count(*)::float8 FROM matched)` : totalColumn(asked)
  const cut = sql`SELECT l.* FROM ${matched} l ${where} ${orderBy} ${limit}`
  const page = sql`SELECT c.*, row_number() OVER () AS place FROM (${cut}) c`
  const walks = walksOf(query.scopes)
  return sql`WITH RECURSIVE ${once ? sql`matched AS MATERIALIZED (${scopesTable(query.scopes, tenant)}), ` : empty}
    page AS (${page})${all(walks, (walk) => walkTables(walk, tenant))}
    SELECT ${total} AS total, ${behindColumn(asked)} AS behind, ${listColumns}${wantedColumns(asked)}
      ${all(walks, (walk) => walkColumn(walk, tenant))}
    FROM (SELECT) one LEFT JOIN page p ON TRUE ORDER BY p.place`
}

function all<Each>(many: readonly Each[], toSql: (each: Each) => Sql): Sql {
  return many.length === 0 ? empty : join(many.map(toSql), '')
}

/**
 * What several types want comes in the same columns: each takes those of its own scope. What rows belong to comes from
 * walks, which are for the page as a whole.
 */
function wantedColumns({ query: { scopes }, reading }: Asked): Sql {
  const widest = Math.max(...scopes.map(({ wanted }) => wanted.length))
  const columns = Array.from({ length: widest }, (_, index) => {
    const cases = scopes.flatMap(({ resourceType, wanted }, scope) => {
      const attribute = wanted[index]
      return attribute === undefined || attribute.inverseOf !== undefined
        ? []
        : [sql`WHEN p.scope = ${literal(scope)} THEN ${elementsOf(attribute, resourceType.name, reading)}`]
    })
    return cases.length === 0 ? empty : sql`, CASE ${join(cases, ' ')} END AS ${relatedName(index)}`
  })
  return all(columns, (column) => column)
}

/** Whether there is anything on the side the page does not go to. */
function behindColumn(asked: Asked): Sql {
  const { query, tenant } = asked
  const { page } = query
  if (page.kind === 'index' || page.position === undefined) return sql`FALSE`
  const way = page.kind === 'after' ? -1 : 1
  const { where } = fromPosition({ position: page.position, count: 1 }, orderOf(asked), way)
  return sql`EXISTS (SELECT FROM (${scopesTable(query.scopes, tenant)}) l ${where})`
}

function totalAlone(asked: Asked): Sql {
  return sql`SELECT ${totalColumn(asked)} AS total`
}

function totalColumn({ query: { scopes }, tenant, counts }: Asked): Sql {
  if (counts === 'estimated') return sql`NULL::float8`
  const totals = scopes.map(
    (scope) => sql`(SELECT count(*) FROM scimkit_resource r WHERE ${scopeCondition(scope, tenant)})`,
  )
  return sql`(${join(totals, ' + ')})::float8`
}

async function estimated(session: Session, { query: { scopes }, tenant }: Asked): Promise<number> {
  let total = 0
  for (const scope of scopes) {
    const { rows } = await session.run(
      sql`EXPLAIN (FORMAT JSON) SELECT FROM scimkit_resource r WHERE ${scopeCondition(scope, tenant)}`,
    )
    total += Number(rows[0]['QUERY PLAN'][0].Plan['Plan Rows'])
  }
  return total
}
