import { type Attribute, compileFilter, type QueryScope, type ResolvedFilter, type StoredResource } from '@scimkit/core'
import { candidates } from './candidates.ts'
import { withRelated } from './related.ts'
import type { Row, Tenant } from './tenant.ts'

/** What a scope matches. */
interface Matches {
  readonly size: number
  readonly records: Iterable<StoredResource>
}

/** Finds what a scope matches, in the order of creation. */
export function matching(tenant: Tenant, { resourceType, filter }: QueryScope): Matches {
  const rows = tenant.collection(resourceType.name)
  if (filter === undefined) return { size: rows.size, records: recordsOf(rows.values()) }
  const matches = compileFilter(filter)
  const needed = [...new Set(relationsIn(filter))]
  const ids = candidates({ tenant, resourceType }, filter)
  const tried = recordsOf(ids === undefined ? rows.values() : rows.select(ids))
  const records = [...tried].filter((record) => matches(withRelated(tenant, record, needed)))
  return { size: records.length, records }
}

function* recordsOf(rows: Iterable<Row>): Iterable<StoredResource> {
  for (const { record } of rows) yield record
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
