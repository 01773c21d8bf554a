import type { Page, PageRequest, StoreQuery } from '@scimkit/core'
import { createdHits } from './created-hits.ts'
import type { Hit, Hits } from './hits.ts'
import { Related } from './related.ts'
import { sortedHits } from './sorted-hits.ts'
import type { Tenant } from './tenant.ts'

/** Answers a query. Only what is on the page gets the relations that are wanted. */
export function runQuery(tenant: Tenant, { scopes, descending, page }: StoreQuery): Page {
  const sorted = scopes.some((scope) => scope.sortBy !== undefined)
  const { hits, ...rest } = sorted
    ? cutPage(sortedHits(tenant, { scopes, descending }), page)
    : cutPage(createdHits(tenant, scopes), page)
  const related = new Related(tenant)
  return { ...rest, resources: hits.map(({ record, scope }) => related.with(record, scope.wanted)) }
}

type Cut = Omit<Page, 'resources'> & { readonly hits: readonly Hit[] }

function cutPage<Each extends Hit>(all: Hits<Each>, page: PageRequest): Cut {
  if (page.count === 0) return { total: all.total, hits: [] }
  if (page.kind !== 'index') return cutByPosition(all, page)
  return { total: all.total, hits: all.slice(page.startIndex - 1, page.count) }
}

type PositionRequest = Exclude<PageRequest, { readonly kind: 'index' }>

/** Looks one hit ahead, and one back, to know which of its edges are those of the whole list. */
function cutByPosition<Each extends Hit>(all: Hits<Each>, { kind, position, count }: PositionRequest): Cut {
  const [forward, back] = kind === 'after' ? ([1, -1] as const) : ([-1, 1] as const)
  const { total } = all
  const ahead = take(all.walk(forward, position), count + 1)
  const hits = ahead.slice(0, count)
  const last = ahead.length > count ? hits.at(-1) : undefined
  const far = last && all.positionBeyond(last, forward)
  const near = position !== undefined && isAny(all.walk(back, position)) ? position : undefined
  if (kind === 'after') return { total, hits, next: far, previous: near }
  return { total, hits: hits.reverse(), next: near, previous: far }
}

function take<Item>(items: Iterable<Item>, count: number): Item[] {
  const taken: Item[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length === count) break
  }
  return taken
}

function isAny(items: Iterable<unknown>): boolean {
  return take(items, 1).length > 0
}
