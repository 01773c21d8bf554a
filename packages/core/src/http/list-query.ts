import { ScimError } from '../errors/scim-error.ts'
import { isUrn } from '../schema/check-schemas.ts'
import type { JsonObject, JsonValue } from '../schema/json.ts'
import type { ProjectionRequest } from '../schema/projection.ts'
import { describe } from '../schema/value-types.ts'
import { byCursor, byIndex, type Paging } from './paging.ts'
import { type AttributesWin, exclusive, parseNames } from './projection-parameters.ts'
import type { QueryParameters } from './query.ts'

/** A query as the client put it, in a URL or in the body of a `.search`. */
export interface ListQuery {
  readonly filter: string | undefined
  readonly sortBy: string | undefined
  readonly descending: boolean
  readonly paging: Paging
  readonly projection: ProjectionRequest
}

/** The schema of a query in a body (RFC 7644 §3.4.3). */
const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** What of a query counts. */
export interface QueryReading {
  /** Where nothing is sorted, `sortBy` and `sortOrder` are not read, whatever they say (A35). */
  readonly isSorting: boolean
  readonly attributesWin: AttributesWin
}

/**
 * The query of a URL (RFC 7644 §3.4.2, RFC 9865 §2).
 *
 * @throws ScimError `PARAMETER_INVALID`, `COUNT_INVALID`, `PROJECTION_CONFLICT`
 */
export function fromParameters(parameters: QueryParameters, { isSorting, attributesWin }: QueryReading): ListQuery {
  const { sortBy, sortOrder } = isSorting ? parameters : unsorted
  return {
    filter: parameters.filter,
    sortBy: unlessEmpty(sortBy),
    descending: isDescending(sortOrder),
    paging: pagingOf(parameters),
    projection: parseNames(parameters, attributesWin),
  }
}

/**
 * The query of a `.search` body (RFC 7644 §3.4.3). Members count without case, unknown ones are ignored.
 *
 * @throws ScimError `MESSAGE_SCHEMA`, `MESSAGE_MEMBER`, `PARAMETER_INVALID`, `CURSOR_INVALID`, `COUNT_INVALID`,
 * `PROJECTION_CONFLICT`
 */
export function fromSearch(body: JsonObject, { isSorting, attributesWin }: QueryReading): ListQuery {
  const members = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value ?? null]))
  const schemas = members.get('schemas')
  const isSearch = Array.isArray(schemas) && schemas.some((schema) => isUrn(schema, searchSchema))
  if (!isSearch) throw new ScimError('MESSAGE_SCHEMA', { expected: searchSchema })
  const sorting = isSorting ? members : new Map<string, JsonValue>()
  return {
    filter: member(members, 'filter', isString),
    sortBy: unlessEmpty(member(sorting, 'sortBy', isString)),
    descending: isDescending(member(sorting, 'sortOrder', isString)),
    paging: searchPaging(members),
    projection: exclusive(
      {
        attributes: unlessEmpty(member(members, 'attributes', isNames)),
        excludedAttributes: unlessEmpty(member(members, 'excludedAttributes', isNames)),
      },
      attributesWin,
    ),
  }
}

/** What is empty says nothing: no name to sort by, and no names of attributes (RFC 7643 §2.5). */
function unlessEmpty<Value extends string | readonly string[]>(value: Value | undefined): Value | undefined {
  return value?.length === 0 ? undefined : value
}

const unsorted: Pick<QueryParameters, 'sortBy' | 'sortOrder'> = {}

function pagingOf({ cursor, startIndex, count }: QueryParameters): Paging {
  if (cursor !== undefined) return byCursor({ cursor, startIndex, count: count && (integerIn(count) ?? count) })
  return byIndex({
    startIndex: startIndex === undefined ? undefined : integer('startIndex', startIndex),
    count: count === undefined ? undefined : integer('count', count),
  })
}

function searchPaging(members: ReadonlyMap<string, JsonValue>): Paging {
  const [cursor, startIndex, count] = ['cursor', 'startindex', 'count'].map((name) => members.get(name) ?? undefined)
  if (cursor !== undefined) return byCursor({ cursor, startIndex, count: cap(count) })
  return byIndex({
    startIndex: cap(member(members, 'startIndex', isInteger)),
    count: cap(member(members, 'count', isInteger)),
  })
}

interface Kind<Value> {
  readonly expected: string
  readonly is: (value: JsonValue) => value is JsonValue & Value
}

const isString: Kind<string> = { expected: 'a string', is: (value) => typeof value === 'string' }
const isInteger: Kind<number> = { expected: 'an integer', is: (value): value is number => Number.isInteger(value) }
const isNames: Kind<readonly string[]> = {
  expected: 'an array of attribute names',
  is: (value): value is readonly string[] => Array.isArray(value) && value.every((name) => typeof name === 'string'),
}

function member<Value>(
  members: ReadonlyMap<string, JsonValue>,
  name: string,
  { expected, is }: Kind<Value>,
): Value | undefined {
  const value = members.get(name.toLowerCase())
  if (value === undefined || value === null) return undefined
  if (!is(value)) throw new ScimError('MESSAGE_MEMBER', { member: name, expected, found: describe(value) })
  return value
}

function isDescending(sortOrder: string | undefined): boolean {
  const order = sortOrder?.toLowerCase() ?? 'ascending'
  if (order === 'ascending' || order === 'descending') return order === 'descending'
  throw new ScimError('PARAMETER_INVALID', {
    name: 'sortOrder',
    expected: '"ascending" or "descending"',
    found: order,
  })
}

function integer(name: string, text: string): number {
  const value = integerIn(text)
  if (value === undefined) {
    throw new ScimError('PARAMETER_INVALID', { name, expected: 'an integer', found: text.slice(0, 40) })
  }
  return value
}

function integerIn(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? clamp(Number(text)) : undefined
}

/** No page begins that far behind or has so much in it, and a store can still count with it. */
const farthest = 10 ** 15 - 1

/** A whole number that is too large is the largest one (A20). */
function clamp(value: number): number {
  return Math.max(Math.min(value, farthest), -farthest)
}

function cap<Value>(value: Value): Value | number {
  return typeof value === 'number' && Number.isInteger(value) ? clamp(value) : value
}
