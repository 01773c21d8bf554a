import { type Attribute, compileFilter, type QueryScope, type ResolvedFilter } from '@scimkit/core'
import { candidates } from './candidates.ts'
import type { Entry, OrderedMap, Walk } from './ordered-map.ts'
import { withRelated } from './related.ts'
import type { Row, Tenant } from './tenant.ts'

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
export function matching(tenant: Tenant, { resourceType, filter }: QueryScope): Matches {
  const rows = tenant.collection(resourceType.name)
  if (filter === undefined) return all(rows)
  const matches = compileFilter(filter)
  const named = relationsIn(filter)
  const needed = named.length < 2 ? named : [...new Set(named)]
  const ids = candidates({ tenant, resourceType }, filter)
  const tried = ids === undefined ? rows.entries() : rows.select(ids)
  const entries: Entry<Row>[] = []
  for (const entry of tried) if (matches(withRelated(tenant, entry.value.record, needed))) entries.push(entry)
  return {
    size: entries.length,
    entries,
    slice: (index, count) => entries.slice(index, index + count),
    walk: (walk) => beyond(entries, walk),
  }
}

function all(rows: OrderedMap<Row>): Matches {
  return {
    size: rows.size,
    entries: rows.entries(),
    slice: (index, count) => rows.slice(index, count),
    walk: (walk) => rows.walk(walk),
  }
}

function beyond(entries: readonly Entry<Row>[], { from, direction }: Walk): readonly Entry<Row>[] {
  const found = entries.filter(({ position }) => direction * (position - from) > 0)
  return direction > 0 ? found : found.reverse()
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
