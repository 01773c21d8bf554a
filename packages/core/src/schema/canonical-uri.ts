import { partsOf } from './uri-reference.ts'

const defaultPorts: ReadonlyMap<string, string> = new Map([
  ['http', ':80'],
  ['https', ':443'],
])

/**
 * A URI in the spelling that all of its equivalents share: case, percent-encoding and dot segments (RFC 3986 §6.2.2),
 * default ports and the empty path (§6.2.3). For comparison alone; a client gets back what it sent.
 *
 * @example
 * ```ts
 * canonicalUri('HTTPS://Example.com:443/a/../%7euser') // 'https://example.com/~user'
 * ```
 */
export function canonicalUri(text: string): string {
  const { scheme, authority, path, rest } = partsOf(text)
  const known = scheme?.toLowerCase()
  const start = known === undefined ? '' : `${known}:`
  const encoded = canonicalEncoding(path)
  if (authority === undefined) {
    return `${start}${encoded.startsWith('/') ? withoutDots(encoded) : encoded}${canonicalEncoding(rest)}`
  }
  return `${start}//${canonicalAuthority(authority, known)}${withoutDots(encoded || '/')}${canonicalEncoding(rest)}`
}

/** The URI of a SCIM resource without its API version, which does not count when two are compared (RFC 7643 §2.4). */
export function withoutVersion(uri: string): string {
  return uri.replace(/\/v\d+(?=\/[^/?#]+\/[^/?#]+$)/i, '')
}

function canonicalAuthority(authority: string, scheme: string | undefined): string {
  const at = authority.lastIndexOf('@') + 1
  const host = canonicalEncoding(authority.slice(at)).toLowerCase().replace(/:$/, '')
  const port = defaultPorts.get(scheme ?? '')
  const bare = port !== undefined && host.endsWith(port) ? host.slice(0, -port.length) : host
  return `${canonicalEncoding(authority.slice(0, at))}${bare}`
}

const unreserved = /[\w.~-]/

function canonicalEncoding(text: string): string {
  return text.replace(/%[\dA-Fa-f]{2}/g, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
    return unreserved.test(character) ? character : encoded.toUpperCase()
  })
}

/** RFC 3986 §5.2.4 on an absolute path. */
function withoutDots(path: string): string {
  if (!path.includes('/.')) return path
  const kept: string[] = []
  const segments = path.slice(1).split('/')
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  const last = segments.at(-1)
  return `/${kept.join('/')}${(last === '.' || last === '..') && kept.length > 0 ? '/' : ''}`
}
