import { ScimError } from '../errors/scim-error.ts'
import type { Filter } from '../filter/ast.ts'
import { parseFilter } from '../filter/parser.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { resolveSort } from '../filter/resolve-sort.ts'
import { fromParameters, type ListQuery } from '../http/list-query.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { settleProjection } from '../schema/projection.ts'
import { represent } from '../schema/represent.ts'
import type { QueryScope, StoredResource } from '../store/store.ts'
import { type OperationContext, type Outcome, queryOf } from './context.ts'

/** The schema of a list of resources (RFC 7644 §3.4.2). */
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** GET on an endpoint or on the root (RFC 7644 §3.4.2). */
export function list(context: OperationContext): Promise<Outcome> {
  return answerQuery(context, fromParameters(queryOf(context)))
}

/** Answers a query over the resource types the endpoint stands for, however it was put. */
export async function answerQuery(context: OperationContext, query: ListQuery): Promise<Outcome> {
  const { settings, principal, place } = context
  const { maxCount, countOverMax } = settings.policy.query
  if (countOverMax === 'reject' && (query.count ?? 0) > maxCount) {
    throw new ScimError('PARAMETER_INVALID', {
      name: 'count',
      expected: `at most ${maxCount}`,
      found: String(query.count),
    })
  }
  const resourceTypes = 'resourceType' in place ? [place.resourceType] : settings.registry.resourceTypes
  const filter = query.filter === undefined ? undefined : readFilter(context, query.filter)
  const scopes = resourceTypes.map((resourceType) =>
    toScope(context, resourceType, { query, filter, isOnly: resourceTypes.length === 1 }),
  )
  const { startIndex, descending } = query
  const count = Math.min(query.count ?? maxCount, maxCount)
  const page = await settings.store.query(principal.tenant, { scopes, descending, startIndex, count })
  return { status: 200, body: toListResponse(context, page.resources, { total: page.total, startIndex, query }) }
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
  { tolerance, request }: OperationContext,
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
      // Over several types an attribute one of them lacks has no value (RFC 7644 §3.4.2.1); on one it is a mistake (A23).
      unknownAttribute: isOnly ? 'error' : 'noValue',
    })
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
  readonly total: number
  readonly startIndex: number
  readonly query: ListQuery
}

function toListResponse(
  { settings, locate }: OperationContext,
  resources: readonly StoredResource[],
  { total, startIndex, query }: Listing,
): JsonObject {
  return {
    schemas: [listSchema],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources.map((resource) => {
      const resourceType = settings.registry.byName(resource.resourceType)
      if (resourceType === undefined)
        throw new Error(`The store returned an unknown resource type "${resource.resourceType}"`)
      return represent(resource, resourceType, { projection: settleProjection(resourceType, query.projection), locate })
    }),
  }
}
