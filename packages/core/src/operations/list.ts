import { ScimError } from '../errors/scim-error.ts'
import type { Filter } from '../filter/ast.ts'
import { parseFilter } from '../filter/parser.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { resolveSort } from '../filter/resolve-sort.ts'
import { fromParameters, type ListQuery } from '../http/list-query.ts'
import type { Paging } from '../http/paging.ts'
import { refuseSensitive } from '../provisioning/sensitive.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { settleProjection } from '../schema/projection.ts'
import { represent } from '../schema/represent.ts'
import type { Page, PageRequest, QueryScope } from '../store/store.ts'
import { type OperationContext, type Outcome, queryOf, resourceAt } from './context.ts'
import { cursorsOf, openCursor } from './cursor-page.ts'

/** The schema of a list of resources (RFC 7644 §3.4.2). */
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** GET on an endpoint or on the root (RFC 7644 §3.4.2). */
export function list(context: OperationContext): Promise<Outcome> {
  return answerQuery(context, fromParameters(queryOf(context)))
}

/** Answers a query over the resource types the endpoint stands for, however it was put. */
export async function answerQuery(context: OperationContext, query: ListQuery): Promise<Outcome> {
  const { settings, principal } = context
  const { descending, paging } = query
  const count = countOf(context, paging)
  const request: PageRequest =
    paging.kind === 'index' ? { ...paging, count } : await openCursor(context, paging.cursor, { query, count })
  const page = await settings.store.query(principal.tenant, {
    scopes: scopesOf(context, query),
    descending,
    page: request,
  })
  const { maxMatches } = settings.policy.query
  if (maxMatches !== undefined && page.total > maxMatches)
    throw new ScimError('TOO_MANY_RESULTS', { limit: maxMatches })
  const where =
    paging.kind === 'index' ? { startIndex: paging.startIndex } : await cursorsOf(context, page, { query, count })
  return { status: 200, body: toListResponse(context, page, { where, query }) }
}

/** @throws ScimError `PARAMETER_INVALID`, `COUNT_INVALID` */
function countOf({ settings }: OperationContext, { kind, count }: Paging): number {
  const { maxCount, countOverMax } = settings.policy.query
  if (count === undefined || count <= maxCount) return count ?? maxCount
  if (countOverMax === 'clamp') return maxCount
  const expected = `at most ${maxCount}`
  if (kind === 'cursor') throw new ScimError('COUNT_INVALID', { expected, found: String(count) })
  throw new ScimError('PARAMETER_INVALID', { name: 'count', expected, found: String(count) })
}

function scopesOf(context: OperationContext, query: ListQuery): readonly QueryScope[] {
  const { settings, place } = context
  const resourceTypes = 'resourceType' in place ? [place.resourceType] : settings.registry.resourceTypes
  const filter = query.filter === undefined ? undefined : readFilter(context, query.filter)
  const isOnly = resourceTypes.length === 1
  return resourceTypes.map((resourceType) => toScope(context, resourceType, { query, filter, isOnly }))
}

function readFilter({ tolerance }: OperationContext, text: string): Filter {
  return parseFilter(text, {
    filteredSubAttribute: tolerance.allow('filteredSubAttribute'),
    unquotedValue: tolerance.allow('bareFilterValues'),
  })
}

interface Scoping {
  readonly query: ListQuery
  readonly filter: Filter | undefined
  readonly isOnly: boolean
}

function toScope(
  { settings, tolerance, request }: OperationContext,
  resourceType: ResourceType,
  { query, filter, isOnly }: Scoping,
): QueryScope {
  const resolved =
    filter &&
    resolveFilter(filter, resourceType, {
      complexValue: tolerance.allow('complexValue'),
      unqualified: tolerance.allow('unqualifiedFilter'),
      stringBooleans: tolerance.allow('stringBooleans'),
      unquotedValue: tolerance.allow('bareFilterValues'),
      baseUrl: request.baseUrl,
      resourceAt: resourceAt(settings, request),
      // Over several types an attribute one of them lacks has no value (RFC 7644 §3.4.2.1); on one it is a mistake (A23).
      unknownAttribute: isOnly ? 'error' : 'noValue',
    })
  if (resolved !== undefined && request.method !== 'POST') refuseSensitive(resolved, resourceType, settings.policy)
  const { sortBy } = query
  // Over several types, those without the attribute have no value to sort by.
  const hasSort = sortBy !== undefined && (isOnly || findAttribute(resourceType, sortBy) !== undefined)
  return {
    resourceType,
    filter: resolved,
    sortBy: hasSort ? resolveSort(sortBy, resourceType) : undefined,
    wanted: settleProjection(resourceType, query.projection).wanted,
  }
}

interface Listing {
  /** What tells which page it is. */
  readonly where: JsonObject
  readonly query: ListQuery
}

function toListResponse(
  { settings, locate }: OperationContext,
  { total, resources }: Page,
  { where, query }: Listing,
): JsonObject {
  return {
    schemas: [listSchema],
    totalResults: total,
    ...where,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => {
      const resourceType = settings.registry.byName(resource.resourceType)
      if (resourceType === undefined)
        throw new Error(`The store returned an unknown resource type "${resource.resourceType}"`)
      return represent(resource, resourceType, { projection: settleProjection(resourceType, query.projection), locate })
    }),
  }
}
