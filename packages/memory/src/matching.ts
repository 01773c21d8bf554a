import { type Attribute, compileFilter, type QueryScope, type ResolvedFilter } from '@scimkit/core'
import { candidates } from './candidates.ts'
import { beyond, type Entry, type Walk } from './ordered-map.ts'
import { withRelated } from './related.ts'
import type { Row } from './shelf.ts'
import type { Tenant } from './tenant.ts'

/** Which resources of a type are asked for. */
type Selection = Pick<QueryScope, 'resourceType' | 'filter' | 'which'>

/** What a scope matches. */
interface Matches {
  readonly size: number
  /** All of it, in the order of creation. */
  readonly entries: Iterable<Entry<Row>>
  /** What there is of it beyond a position. */
  readonly walk: (walk: Walk) => Iterable<Entry<Row>>
}

/** Finds what a scope matches. Without a filter nothing is looked at before it is walked. */
export function matching(tenant: Tenant, selection: Selection): Matches {
  const { resourceType, filter, which = 'live' } = selection
  const shelf = tenant.shelf(resourceType.name, which)
  if (filter === undefined) {
    return { size: shelf.sizeOf(which), entries: shelf.entries(which), walk: (walk) => shelf.walk(which, walk) }
  }
  const entries = [...eachMatching(tenant, { ...selection, filter })]
  return { size: entries.length, entries, walk: (walk) => beyond(entries, walk) }
}

/** What a filter matches, tried one by one as far as it is walked. */
export function* eachMatching(
  tenant: Tenant,
  { resourceType, filter, which = 'live' }: Selection & { readonly filter: ResolvedFilter },
): Iterable<Entry<Row>> {
  const shelf = tenant.shelf(resourceType.name, which)
  const matches = compileFilter(filter)
  const needed = [...new Set(relationsIn(filter))]
  const ids = candidates({ tenant, resourceType, index: shelf.index }, filter)
  const tried = ids === undefined ? shelf.entries(which) : shelf.select(which, ids)
  for (const entry of tried) if (matches(withRelated(tenant, entry.value.record, needed))) yield entry
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
