import { canonicalUri, withoutVersion } from './canonical-uri.ts'
import { partsOf } from './uri-reference.ts'

/** A resource, as its URI names it. */
export interface ResourceUri {
  /** With a leading slash. */
  readonly endpoint: string
  readonly id: string
}

/**
 * Reads the URI of a resource of this server. URIs that are equivalent name the same resource, and so do those with,
 * without or with another API version (RFC 7643 §2.4); a relative one is relative to the base URL (§2.3.7).
 *
 * @returns undefined when it leads elsewhere
 *
 * @example
 * ```ts
 * readResourceUri('HTTPS://app.example.com:443/scim/Users/1', 'https://app.example.com/scim/v2')
 * // { endpoint: '/Users', id: '1' }
 * ```
 */
export function readResourceUri(text: string, baseUrl: string): ResourceUri | undefined {
  const uri = withoutVersion(canonicalUri(resolve(text, baseUrl)))
  const root = canonicalUri(baseUrl)
    .replace(/\/$/, '')
    .replace(/\/v\d+$/i, '')
  if (!uri.startsWith(`${root}/`)) return undefined
  const [endpoint, id, ...rest] = uri.slice(root.length + 1).split('/')
  if (endpoint === undefined || !id || rest.length > 0 || /[?#]/.test(id)) return undefined
  return { endpoint: `/${endpoint}`, id: decodeSegment(id) }
}

/** A segment of a path without its percent-encoding; as it is when that is wrong, and nobody has such an id. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function resolve(text: string, baseUrl: string): string {
  const { scheme, authority } = partsOf(text)
  if (scheme !== undefined || authority !== undefined) return text
  if (!text.startsWith('/')) return `${baseUrl}/${text}`
  const base = partsOf(baseUrl)
  return base.authority === undefined ? text : `${base.scheme}://${base.authority}${text}`
}
