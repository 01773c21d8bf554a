import type { Criterion, ResourceType, StoredResource, Which } from '@scimkit/core'
import type { Change } from './change.ts'
import { oldestMatching } from './matching.ts'
import type { Entry } from './ordered-map.ts'
import type { Row } from './shelf.ts'

/** Nobody decides anything by more resources than this. */
const limit = 100

/** The oldest resources of a type that meet a criterion. */
export function find(
  { tenant, global }: Pick<Change, 'tenant' | 'global'>,
  resourceType: ResourceType,
  { criterion, which }: { readonly criterion: Criterion; readonly which: Which },
): readonly StoredResource[] {
  if ('key' in criterion) {
    const { name } = resourceType
    const book = criterion.key.scope === 'global' ? global : tenant.keys
    const holder = book.holderOf(name, criterion.key)
    return holder === undefined ? [] : recordsOf(tenant.shelf(name, which).select(which, [holder]))
  }
  return recordsOf(oldestMatching(tenant, { resourceType, filter: criterion.filter, which }, limit))
}

function recordsOf(entries: readonly Entry<Row>[]): readonly StoredResource[] {
  return entries.map(({ value }) => value.record)
}
