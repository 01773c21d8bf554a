import { ScimError } from '../errors/scim-error.ts'
import type { OperationName } from '../events.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { Registry } from '../schema/registry.ts'
import { decode } from './query.ts'

/** What the path of a request stands for. */
export type Place =
  | { readonly kind: 'root' }
  | { readonly kind: 'rootSearch' }
  | { readonly kind: 'collection'; readonly resourceType: ResourceType }
  | { readonly kind: 'search'; readonly resourceType: ResourceType }
  | { readonly kind: 'resource'; readonly resourceType: ResourceType; readonly id: string }
  | { readonly kind: 'me' }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'serviceProviderConfig' }
  | { readonly kind: 'resourceTypes' }
  | { readonly kind: 'resourceTypeResource'; readonly id: string }
  | { readonly kind: 'schemas' }
  | { readonly kind: 'schemaResource'; readonly id: string }
  | { readonly kind: 'readiness' }

/** A request that has found its operation. */
export interface Route {
  readonly operation: OperationName
  readonly place: Place
}

/** RFC 7644 §3.2 Table 1, per kind of place. HEAD is answered as GET. */
const methods: Readonly<Record<Place['kind'], Readonly<Record<string, OperationName>>>> = {
  root: { GET: 'list' },
  rootSearch: { POST: 'search' },
  collection: { GET: 'list', POST: 'create' },
  search: { POST: 'search' },
  resource: { GET: 'read', PUT: 'replace', PATCH: 'patch', DELETE: 'remove' },
  me: { GET: 'read', POST: 'create', PUT: 'replace', PATCH: 'patch', DELETE: 'remove' },
  bulk: { POST: 'bulk' },
  serviceProviderConfig: { GET: 'serviceProviderConfig' },
  resourceTypes: { GET: 'resourceTypes' },
  resourceTypeResource: { GET: 'resourceType' },
  schemas: { GET: 'schemas' },
  schemaResource: { GET: 'schema' },
  readiness: { GET: 'readiness' },
}

const fixedPlaces: Readonly<Record<string, Place>> = {
  '': { kind: 'root' },
  '.search': { kind: 'rootSearch' },
  Me: { kind: 'me' },
  Bulk: { kind: 'bulk' },
  ServiceProviderConfig: { kind: 'serviceProviderConfig' },
  ResourceTypes: { kind: 'resourceTypes' },
  Schemas: { kind: 'schemas' },
}

const versionSegment = /^v\d+$/i

/** Where a request goes. */
interface Target {
  readonly path: string
  readonly baseUrl: string
  /** Whether there is `/readiness`, which is not of RFC 7644. */
  readonly hasReadiness?: boolean
}

/**
 * Finds the operation for a method and a path below the base URL. A trailing slash does not matter.
 *
 * @throws ScimError `UNKNOWN_ENDPOINT`, `METHOD_NOT_ALLOWED`, `UNSUPPORTED_VERSION`, `URL_ENCODING`
 */
export function findRoute(registry: Registry, method: string, { path, baseUrl, hasReadiness = false }: Target): Route {
  const place = findPlace(registry, path, hasReadiness)
  if (place === undefined) throw unknownEndpoint(registry, path, baseUrl)
  const operations = methods[place.kind]
  const name = method === 'HEAD' ? 'GET' : method
  // A method is any token (RFC 9110 §9.1): "constructor" must not find what every object has.
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (operation === undefined) throw new ScimError('METHOD_NOT_ALLOWED', { method, path, allow: allowed(operations) })
  return { operation, place }
}

function findPlace(registry: Registry, path: string, hasReadiness: boolean): Place | undefined {
  const [, first = '', second, third] = trim(path).split('/', 4)
  if (third !== undefined) return undefined
  if (second === undefined) {
    const resourceType = registry.byEndpoint(`/${first}`)
    if (resourceType !== undefined) return { kind: 'collection', resourceType }
    if (hasReadiness && first === 'readiness') return { kind: 'readiness' }
    return Object.hasOwn(fixedPlaces, first) ? fixedPlaces[first] : undefined
  }
  const id = decode(second, 'path')
  if (first === 'Schemas') return { kind: 'schemaResource', id }
  if (first === 'ResourceTypes') return { kind: 'resourceTypeResource', id }
  const resourceType = registry.byEndpoint(`/${first}`)
  if (resourceType === undefined) return undefined
  return second === '.search' ? { kind: 'search', resourceType } : { kind: 'resource', resourceType, id }
}

/** Administrators enter base URLs that end in a slash, to which clients add paths that begin with one. */
function trim(path: string): string {
  const below = path.startsWith('//') ? path.replace(/^\/+/, '/') : path
  return below.endsWith('/') ? below.slice(0, -1) : below
}

function unknownEndpoint(registry: Registry, path: string, baseUrl: string): ScimError {
  const version = trim(path).split('/')[1] ?? ''
  // RFC 7644 §3.13: a version that is asked for is honoured or refused.
  if (versionSegment.test(version)) return new ScimError('UNSUPPORTED_VERSION', { version })
  const endpoints = [
    ...registry.resourceTypes.map((resourceType) => resourceType.endpoint),
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/Schemas',
  ]
  return new ScimError('UNKNOWN_ENDPOINT', { path, baseUrl, endpoints })
}

/** The methods of an endpoint, for the Allow header. */
function allowed(operations: Readonly<Record<string, OperationName>>): readonly string[] {
  return Object.keys(operations).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
