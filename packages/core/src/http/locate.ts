import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { refuseDefinition } from '../schema/refuse-definition.ts'
import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'

/**
 * The request with a base URL that paths can be put behind. Hosts that write an adapter of their own join strings, and
 * a slash too many is easily had. The scheme may be what a proxy calls it, and schemes are case-insensitive (RFC 3986
 * §3.1).
 *
 * @throws ScimError `CONFIGURATION` for a query or a fragment, behind which no path is one (RFC 7644 §1.3), and
 * `HOST_INVALID` where it is the client that has brought it, or a scheme that is none of HTTP
 */
export function withBase(request: ScimRequest): ScimRequest {
  const given = request.baseUrl
  const baseUrl = withScheme(given)
  if (baseUrl.includes('?') || baseUrl.includes('#')) refuseBase(baseUrl)
  const kept = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl
  return kept === given ? request : { ...request, baseUrl: kept }
}

const schemes: ReadonlySet<string> = new Set(['http', 'https'])

/** To the last "://", so that one which a header has brought in counts as part of the scheme. */
function withScheme(baseUrl: string): string {
  const end = baseUrl.lastIndexOf('://')
  if (end < 0) return baseUrl
  const scheme = baseUrl.slice(0, end).toLowerCase()
  if (schemes.has(scheme)) return scheme + baseUrl.slice(end)
  const [path = ''] = /\/.*$/s.exec(baseUrl.slice(end + 3)) ?? []
  throw new ScimError('HOST_INVALID', { host: baseUrl.slice(0, baseUrl.length - path.length) })
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
