import type { ResolvedFilter } from '../filter/ast.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { StoredResource, Which } from '../store/store.ts'
import type { Parts } from './parts.ts'

/** How many resources are held in memory at a time. */
const pageSize = 100

/** What is walked over. */
export interface Walk {
  readonly resourceType: ResourceType
  readonly which: Which
  readonly filter?: ResolvedFilter | undefined
}

/** Every resource that is meant, in the order of creation, page by page: what comes and goes meanwhile does no harm. */
export async function* walk(
  { store }: Pick<Parts, 'store'>,
  tenant: string,
  { resourceType, which, filter }: Walk,
): AsyncIterable<StoredResource> {
  let position: string | undefined
  do {
    const { resources, next } = await store.query(tenant, {
      scopes: [{ resourceType, filter, sortBy: undefined, wanted: [], which }],
      descending: false,
      page: { kind: 'after', position, count: pageSize },
    })
    yield* resources
    position = next
  } while (position !== undefined)
}

/** How many resources of a type are meant. */
export async function countOf(
  { store }: Pick<Parts, 'store'>,
  tenant: string,
  { resourceType, which, filter }: Walk,
): Promise<number> {
  const scopes = [{ resourceType, filter, sortBy: undefined, wanted: [], which }]
  const { total } = await store.query(tenant, {
    scopes,
    descending: false,
    page: { kind: 'index', startIndex: 1, count: 0 },
  })
  return total
}
