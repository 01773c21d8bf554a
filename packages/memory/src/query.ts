import {
  compareSortKeys,
  type Page,
  type QueryScope,
  type StoredResource,
  type StoreQuery,
  sortKeyOf,
} from '@scimkit/core'
import { matching } from './matching.ts'
import { withRelated } from './related.ts'
import type { Tenant } from './tenant.ts'

/** A resource a query has found, and the scope that found it. */
interface Hit {
  readonly record: StoredResource
  readonly scope: QueryScope
}

/** Answers a query. Only what is on the page gets the relations that are wanted. */
export function runQuery(tenant: Tenant, query: StoreQuery): Page {
  const sorted = query.scopes.some((scope) => scope.sortBy !== undefined)
  const { total, hits } = sorted ? sortedPage(tenant, query) : pageInOrder(tenant, query)
  return { total, resources: hits.map(({ record, scope }) => withRelated(tenant, record, scope.wanted)) }
}

interface Found {
  readonly total: number
  readonly hits: readonly Hit[]
}

/** In the order of creation, one scope after the other. Where all of a type match, nothing is walked beyond the page. */
function pageInOrder(tenant: Tenant, { scopes, startIndex, count }: StoreQuery): Found {
  const hits: Hit[] = []
  let total = 0
  for (const scope of scopes) {
    const { size, records } = matching(tenant, scope)
    const window = { from: Math.max(0, startIndex - 1 - total), count: count - hits.length }
    for (const record of slice(records, window)) hits.push({ record, scope })
    total += size
  }
  return { total, hits }
}

function* slice<Item>(items: Iterable<Item>, { from, count }: { from: number; count: number }): Iterable<Item> {
  if (count <= 0) return
  let at = 0
  for (const item of items) {
    at += 1
    if (at > from) yield item
    if (at === from + count) return
  }
}

/** Over all scopes together. The id breaks ties, so that pages neither overlap nor leave anything out. */
function sortedPage(tenant: Tenant, { scopes, descending, startIndex, count }: StoreQuery): Found {
  const direction = descending ? -1 : 1
  const keyed = scopes.flatMap((scope) => {
    const keyOf = scope.sortBy === undefined ? () => undefined : sortKeyOf(scope.sortBy)
    return [...matching(tenant, scope).records].map((record) => ({ key: keyOf(record), record, scope }))
  })
  keyed.sort((left, right) => {
    return direction * compareSortKeys(left.key, right.key) || (left.record.id < right.record.id ? -1 : 1)
  })
  return { total: keyed.length, hits: keyed.slice(startIndex - 1, startIndex - 1 + count) }
}
