import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { refuseDefinition } from '../schema/refuse-definition.ts'
import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'

/**
 * The request with a base URL that paths can be put behind. Hosts that write an adapter of their own join strings, and a
 * slash too many is easily had.
 *
 * @throws ScimError `CONFIGURATION` for a query or a fragment, behind which no path is one (RFC 7644 §1.3), and
 * `HOST_INVALID` where it is the client that has brought it
 */
export function withBase(request: ScimRequest): ScimRequest {
  const { baseUrl } = request
  if (baseUrl.includes('?') || baseUrl.includes('#')) refuseBase(baseUrl)
  return baseUrl.endsWith('/') ? { ...request, baseUrl: baseUrl.slice(0, -1) } : request
}

function refuseBase(baseUrl: string): never {
  const [, host = ''] = /^[a-z]+:\/\/([^/]*)/.exec(baseUrl) ?? []
  if (/[?#]/.test(host)) throw new ScimError('HOST_INVALID', { host })
  return refuseDefinition(
    'baseUrl',
    'it must have no query and no fragment, as links are made by putting paths behind it',
  )
}

/** Gives the URIs of resources as a client sees them that reaches us under this base URL (RFC 7644 §1.3). */
export function locateFor({ byName }: Registry, baseUrl: string): Locate {
  // A resource is located in `meta` and again in the headers.
  let last: { readonly name: string; readonly id: string; readonly uri: string | undefined } | undefined
  return (name, id) => {
    if (last?.id === id && last.name === name) return last.uri
    const resourceType = byName(name)
    const uri = resourceType && `${baseUrl}${resourceType.endpoint}/${encode(id)}`
    last = { name, id, uri }
    return uri
  }
}

/** Ids we make need no encoding. */
const unreserved = /^[\w.~-]*$/

function encode(id: string): string {
  if (unreserved.test(id)) return id
  try {
    return encodeURIComponent(id)
  } catch {
    // Half a surrogate pair has no encoding, and a client can put one wherever it names an id.
    return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))
  }
}
