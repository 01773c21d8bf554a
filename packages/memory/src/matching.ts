import { type Attribute, compileFilter, type QueryScope, type ResolvedFilter, type Which } from '@scimkit/core'
import { candidates } from './candidates.ts'
import { beyond, type Entry, type Walk } from './ordered-map.ts'
import { Related } from './related.ts'
import type { Row, Shelf } from './shelf.ts'
import type { Tenant } from './tenant.ts'

/** Which resources of a type are asked for. */
type Selection = Pick<QueryScope, 'resourceType' | 'filter' | 'which'>

/** What a scope matches. */
interface Matches {
  readonly size: number
  /** All of it, in the order of creation. */
  readonly entries: Iterable<Entry<Row>>
  /** At most so many of it, from an index on. */
  readonly slice: (index: number, count: number) => readonly Entry<Row>[]
  /** What there is of it beyond a position. */
  readonly walk: (walk: Walk) => Iterable<Entry<Row>>
}

/** Finds what a scope matches. Without a filter nothing is looked at before it is walked. */
export function matching(tenant: Tenant, selection: Selection): Matches {
  const { filter, which = 'live' } = selection
  if (filter === undefined) return all(tenant.shelf(selection.resourceType.name, which), which)
  const entries = oldestMatching(tenant, { ...selection, filter })
  return {
    size: entries.length,
    entries,
    slice: (index, count) => entries.slice(index, index + count),
    walk: (walk) => beyond(entries, walk),
  }
}

function all(shelf: Shelf, which: Which): Matches {
  return {
    size: shelf.sizeOf(which),
    entries: shelf.entries(which),
    slice: (index, count) => shelf.slice(which, index, count),
    walk: (walk) => shelf.walk(which, walk),
  }
}

/** The oldest so many that a filter matches, or all. Nothing is tried beyond the last of them. */
export function oldestMatching(
  tenant: Tenant,
  { resourceType, filter, which = 'live' }: Selection & { readonly filter: ResolvedFilter },
  limit: number = Number.POSITIVE_INFINITY,
): readonly Entry<Row>[] {
  const shelf = tenant.shelf(resourceType.name, which)
  const matches = compileFilter(filter)
  const named = relationsIn(filter)
  const needed = named.length < 2 ? named : [...new Set(named)]
  const ids = candidates({ tenant, resourceType, index: shelf.index }, filter)
  const tried = ids === undefined ? shelf.entries(which) : shelf.select(which, ids)
  const related = new Related(tenant)
  const entries: Entry<Row>[] = []
  for (const entry of tried) {
    if (matches(related.with(entry.value.record, needed))) entries.push(entry)
    if (entries.length === limit) break
  }
  return entries
}

/** The relations and inverses a filter speaks of: it cannot be tried without them. */
function relationsIn(filter: ResolvedFilter): readonly Attribute[] {
  switch (filter.kind) {
    case 'compare':
    case 'present':
    case 'valuePath': {
      const top = filter.attribute.parent ?? filter.attribute
      return top.relation || top.inverseOf !== undefined ? [top] : []
    }
    case 'and':
    case 'or':
      return filter.operands.flatMap(relationsIn)
    case 'not':
      return relationsIn(filter.operand)
    case 'never':
      return []
  }
}
