import { ScimError } from '../errors/scim-error.ts'
import type { ListQuery } from '../http/list-query.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Page, PageRequest } from '../store/store.ts'
import type { OperationContext } from './context.ts'

/** A query by cursor, and how many resources a page of it has. */
interface CursorQuery {
  readonly query: ListQuery
  readonly count: number
}

/**
 * The page a cursor stands for; the first one when it is empty (RFC 9865 §2).
 *
 * @throws ScimError `CURSOR_INVALID`, `CURSOR_EXPIRED`, `COUNT_INVALID`
 */
export async function openCursor(
  context: OperationContext,
  cursor: string,
  { query, count }: CursorQuery,
): Promise<PageRequest> {
  if (cursor === '') return { kind: 'after', position: undefined, count }
  const place = await context.settings.cursors.open(cursor, boundTo(context, query))
  if (place.count === count) return place
  throw new ScimError('COUNT_INVALID', { expected: `${place.count} as with the first page`, found: String(count) })
}

/**
 * The cursors a response carries: to the next page unless this is the last, to the previous one unless it is the first.
 */
export async function cursorsOf(
  context: OperationContext,
  { next, previous }: Page,
  { query, count }: CursorQuery,
): Promise<JsonObject> {
  const { cursors } = context.settings
  const bound = boundTo(context, query)
  const nextCursor = next && (await cursors.seal({ kind: 'after', position: next, count }, bound))
  const previousCursor = previous && (await cursors.seal({ kind: 'before', position: previous, count }, bound))
  return { ...(nextCursor && { nextCursor }), ...(previousCursor && { previousCursor }) }
}

/**
 * What has to be the same for a cursor to count: who asks, with which permissions, where, and what (RFC 9865 §2, §5.2).
 * The count is not here, for another one is told apart from another query.
 */
function boundTo({ principal, place, settings }: OperationContext, query: ListQuery): string {
  const { tenant, client, userId, scopes } = principal
  const { filter, sortBy, descending, projection } = query
  const endpoints =
    'resourceType' in place
      ? [place.resourceType.endpoint]
      : ['/', ...settings.registry.resourceTypes.map(({ endpoint }) => endpoint)]
  return JSON.stringify([
    [tenant, client ?? null, userId ?? null, scopes?.toSorted() ?? null],
    endpoints,
    [filter ?? null, sortBy ?? null, descending],
    [projection.attributes ?? null, projection.excludedAttributes ?? null],
  ])
}
