import { ScimError } from '../errors/scim-error.ts'
import type { Filter } from '../filter/ast.ts'
import { parseFilter } from '../filter/parser.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { resolveSort } from '../filter/resolve-sort.ts'
import { fromParameters, type ListQuery, type QueryReading } from '../http/list-query.ts'
import type { Paging } from '../http/paging.ts'
import { refuseOtherFilters } from '../provisioning/filters.ts'
import { refuseSensitive } from '../provisioning/sensitive.ts'
import { visibleIn } from '../provisioning/visibility.ts'
import { comesWhole } from '../provisioning/whole-lists.ts'
import { widenUserName } from '../provisioning/widen-user-name.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { type Projection, settleProjection } from '../schema/projection.ts'
import { represent, type Streams } from '../schema/represent.ts'
import type { Lookup } from '../store/provisioning-log.ts'
import type { Page, PageRequest, QueryScope } from '../store/store.ts'
import { type OperationContext, type Outcome, queryOf, readsOf, resourceAt } from './context.ts'
import { cursorsOf, openCursor } from './cursor-page.ts'

/** The schema of a list of resources (RFC 7644 §3.4.2). */
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** GET on an endpoint or on the root (RFC 7644 §3.4.2). */
export function list(context: OperationContext): Promise<Outcome> {
  return answerQuery(context, fromParameters(queryOf(context), queryReading(context)))
}

/** How a query is read in this request, however it was put. */
export function queryReading({ settings, tolerance }: OperationContext): QueryReading {
  return { isSorting: settings.policy.protocol.sort, attributesWin: tolerance.allow('attributesWin') }
}

/** Answers a query over the resource types the endpoint stands for, however it was put. */
export async function answerQuery(context: OperationContext, query: ListQuery): Promise<Outcome> {
  const { settings, principal } = context
  const paging = settlePaging(context, query.paging)
  const { count } = paging
  const request: PageRequest =
    paging.kind === 'index' ? paging : await openCursor(context, paging.cursor, { query, count })
  const filter = query.filter === undefined ? undefined : readFilter(context, query.filter)
  const scopes = scopesOf(context, query, filter)
  const page = await readsOf(context).query(principal.tenant, {
    scopes,
    descending: query.descending,
    page: request,
  })
  const { maxMatches } = settings.policy.query
  if (maxMatches !== undefined && page.total > maxMatches)
    throw new ScimError('TOO_MANY_RESULTS', { limit: maxMatches })
  const where =
    paging.kind === 'index' ? { startIndex: paging.startIndex } : await cursorsOf(context, page, { query, count })
  const lookup = filter && lookupOf(context, filter, page)
  return { status: 200, ...toListResponse(context, page, { where, scopes }), lookup }
}

type Settled = Paging & { readonly count: number }

/** What a list that always comes whole is asked for. */
const everything: Settled = { kind: 'index', startIndex: 1, count: Number.MAX_SAFE_INTEGER }

/**
 * Which page is answered. Where lists have none, no count is too large: what asks for a page is ignored (P-26).
 *
 * @throws ScimError `PARAMETER_INVALID`, `COUNT_INVALID`
 */
function settlePaging(context: OperationContext, paging: Paging): Settled {
  const { place, settings } = context
  const isWhole = 'resourceType' in place && comesWhole(place.resourceType, settings.policy)
  return isWhole ? everything : { ...paging, count: countOf(context, paging) }
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

/** What is asked of the store about one resource type, and what the answer shows of its resources. */
interface Scope extends QueryScope {
  readonly projection: Projection
}

function scopesOf(context: OperationContext, query: ListQuery, filter: Filter | undefined): readonly Scope[] {
  const { settings, place } = context
  const resourceTypes = 'resourceType' in place ? [place.resourceType] : settings.registry.resourceTypes
  const isOnly = resourceTypes.length === 1
  const { sortBy } = query
  // Over several types, those without the attribute have no value to sort by; but one of them must have it.
  if (sortBy !== undefined && resourceTypes.every((each) => findAttribute(each, sortBy) === undefined))
    throw new ScimError('SORT_ATTRIBUTE', { path: sortBy, problem: 'it is no attribute of what is asked for' })
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
): Scope {
  const { policy } = settings
  if (filter !== undefined) refuseOtherFilters(resourceType, { filter, isOnly }, policy)
  const resolved =
    filter &&
    resolveFilter(widenUserName(filter, resourceType, policy), resourceType, {
      complexValue: tolerance.allow('complexValue'),
      unqualified: tolerance.allow('unqualifiedFilter'),
      stringBooleans: tolerance.allow('stringBooleans'),
      unquotedValue: tolerance.allow('bareFilterValues'),
      baseUrl: request.baseUrl,
      resourceAt: resourceAt(settings, request),
      // Over several types an attribute one of them lacks has no value (RFC 7644 §3.4.2.1); on one it is a mistake
      // (A23).
      unknownAttribute: isOnly ? policy.filters.unknownAttribute : 'noValue',
      notEqual: policy.filters.notEqual,
    })
  if (resolved !== undefined && request.method !== 'POST') refuseSensitive(resolved, resourceType, policy)
  const { sortBy } = query
  const hasSort = sortBy !== undefined && findAttribute(resourceType, sortBy) !== undefined
  const projection = settleProjection(resourceType, query.projection)
  return {
    resourceType,
    filter: resolved,
    sortBy: hasSort ? resolveSort(sortBy, resourceType) : undefined,
    wanted: projection.wanted,
    which: visibleIn(resourceType, policy),
    projection,
  }
}

/** What the request looked for, when that was one resource by one of its values. */
function lookupOf({ place }: OperationContext, filter: Filter, { total }: Page): Lookup | undefined {
  if (!('resourceType' in place) || filter.kind !== 'compare' || filter.operator !== 'eq') return undefined
  const found = findAttribute(place.resourceType, filter.path)
  if (found?.kind !== 'attribute' || typeof filter.value !== 'string') return undefined
  return { attribute: found.attribute.path, value: filter.value, total }
}

interface Listing {
  /** What tells which page it is. */
  readonly where: JsonObject
  readonly scopes: readonly Scope[]
}

function toListResponse(
  { locate }: OperationContext,
  { total, resources }: Page,
  { where, scopes }: Listing,
): Pick<Outcome, 'body' | 'streams'> {
  const streams: Streams = new Map()
  const byName = new Map(scopes.map((scope) => [scope.resourceType.name, scope]))
  const body = {
    schemas: [listSchema],
    totalResults: total,
    ...where,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => {
      const scope = byName.get(resource.resourceType)
      if (scope === undefined)
        throw new Error(`The store returned a resource of another type than asked for: "${resource.resourceType}"`)
      return represent(resource, scope.resourceType, { projection: scope.projection, locate, streams })
    }),
  }
  return { body, streams }
}
