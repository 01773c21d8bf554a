import { compareSortKeys, parsePosition, type QueryScope, ScimError, type SortKey, sortKeyOf } from '@scimkit/core'
import type { Direction, Hit, Hits } from './hits.ts'
import { matching } from './matching.ts'
import type { Tenant } from './tenant.ts'

/** Where a hit stands. The id breaks ties, so that pages neither overlap nor leave anything out. */
interface Place {
  readonly key: SortKey
  readonly id: string
}

type SortedHit = Hit & Place

/** What a query finds, sorted over all scopes together. */
export function sortedHits(
  tenant: Tenant,
  { scopes, descending }: { readonly scopes: readonly QueryScope[]; readonly descending: boolean },
): Hits<SortedHit> {
  const order = descending ? -1 : 1
  const compare = (left: Place, right: Place) =>
    order * compareSortKeys(left.key, right.key) || compareIds(left.id, right.id)
  const hits = scopes.flatMap((scope) => hitsOf(tenant, scope)).sort(compare)
  return {
    total: hits.length,
    slice: (index, count) => hits.slice(index, index + count),
    walk(direction, text) {
      if (text === undefined) return direction > 0 ? hits : hits.toReversed()
      const { side, ...place } = parse(text)
      const after = hits.findIndex((hit) => (compare(hit, place) || -side) > 0)
      const at = after < 0 ? hits.length : after
      return direction > 0 ? hits.slice(at) : hits.slice(0, at).reverse()
    },
    positionBeyond: ({ key, id }, direction) => JSON.stringify([key ?? null, id, direction]),
  }
}

function hitsOf(tenant: Tenant, scope: QueryScope): readonly SortedHit[] {
  const keyOf = scope.sortBy === undefined ? () => undefined : sortKeyOf(scope.sortBy)
  return Array.from(matching(tenant, scope).entries, ({ value: { record } }) => {
    return { key: keyOf(record), id: record.id, record, scope }
  })
}

function compareIds(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** A position: a place, and on which side of it. @throws ScimError `CURSOR_INVALID` */
function parse(text: string): Place & { readonly side: Direction } {
  const [key, id, side] = parsePosition(text)
  if (!isKey(key) || typeof id !== 'string' || (side !== 1 && side !== -1)) throw new ScimError('CURSOR_INVALID', {})
  return { key: key ?? undefined, id, side }
}

function isKey(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number'
}
