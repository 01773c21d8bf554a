import { ScimError } from '../../errors/scim-error.ts'
import { findRoute, type Place } from '../../http/route.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../schema/json.ts'
import { describe } from '../../schema/value-types.ts'
import type { OperationContext } from '../context.ts'
import type { Members } from './message.ts'

/** The methods an operation can have, and whether it has data (RFC 7644 §3.7). */
const methods = {
  POST: { hasData: true },
  PUT: { hasData: true },
  PATCH: { hasData: true },
  DELETE: { hasData: false },
}

/** A method of RFC 7644 §3.7. */
export type BulkMethod = keyof typeof methods

/** Where an operation of a bulk request may go: never to another message, so that bulk cannot call itself. */
export type BulkPlace = Extract<Place, { kind: 'collection' | 'resource' }>

/** One operation of a bulk request that could be read. */
export interface BulkOperation {
  readonly method: BulkMethod
  readonly bulkId: string | undefined
  readonly place: BulkPlace
  readonly path: string
  readonly query: string
  /** Given for PUT, PATCH and DELETE, to stand for If-Match. */
  readonly version: string | undefined
  /** Empty for DELETE. */
  readonly data: JsonObject
}

/**
 * Reads an operation.
 *
 * @throws ScimError `BULK_OPERATION_FORM`, and as a request of its own would for its method and path
 */
export function readOperation(members: Members, index: number, context: OperationContext): BulkOperation {
  const refuse = (problem: string): never => {
    throw new ScimError('BULK_OPERATION_FORM', { index, problem })
  }
  const method = members.get('method')
  if (!isMethod(method)) return refuse(`"method" must be "POST", "PUT", "PATCH" or "DELETE", but it is ${tell(method)}`)
  const bulkId = textOf(members, 'bulkId', refuse)
  if (bulkId === undefined && method === 'POST') refuse('a POST needs a "bulkId"')
  const [path = '', query = ''] = textOf(members, 'path', refuse)?.split('?', 2) ?? []
  if (!path.startsWith('/')) return refuse('"path" must be a path below the base URL that starts with "/"')
  const version = textOf(members, 'version', refuse)
  const data = methods[method].hasData ? members.get('data') : {}
  if (!isJsonObject(data)) return refuse(`"data" must be an object, but it is ${tell(data)}`)
  const place = placeOf({ method, path, context, refuse })
  return { method, bulkId, place, path, query, version: method === 'POST' ? undefined : version, data }
}

function isMethod(value: JsonValue | undefined): value is BulkMethod {
  return typeof value === 'string' && Object.hasOwn(methods, value)
}

function textOf(members: Members, name: string, refuse: (problem: string) => never): string | undefined {
  const value = members.get(name.toLowerCase())
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  return refuse(`"${name}" must be a string that is not empty, but it is ${tell(value)}`)
}

/** What the client sent, as far as it fits into a sentence. */
function tell(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing'
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : describe(value)
}

interface Placing {
  readonly method: BulkMethod
  readonly path: string
  readonly context: OperationContext
  readonly refuse: (problem: string) => never
}

function placeOf({ method, path, context, refuse }: Placing): BulkPlace {
  const { settings, request } = context
  const { place } = findRoute(settings.registry, method, { path, baseUrl: request.baseUrl })
  if (place.kind === 'collection' || place.kind === 'resource') return place
  return refuse(`"${path.slice(0, 100)}" is neither the endpoint of a resource type nor a resource`)
}
