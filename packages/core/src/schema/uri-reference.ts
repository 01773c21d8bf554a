// RFC 3986 Appendix B: splits any text, deciding nothing yet.
const parts = /^(?:([^:/?#]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s
// §3.2: user information, and a host in which only an IP literal has square brackets.
const authority = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:[\]]*)(?::\d*)?$/

const scheme = /^[A-Za-z][A-Za-z0-9+.-]*$/
const ipLiteral = /^\[(?:[\dA-Fa-f:.]+|[vV][\dA-Fa-f]+\.[\w.~!$&'()*+,;=:-]+)\]$/

// What each part may not hold, rather than what it may: a repeated alternative such as `(?:[a-z]|%[0-9a-f]{2})*` would
// overflow the stack of the regular expression engine on a text of some megabytes.
const strayInHost = /[^\w.~!$&'()*+,;=%-]|%(?![\dA-Fa-f]{2})/
const strayInUser = /[^\w.~!$&'()*+,;=:%-]|%(?![\dA-Fa-f]{2})/
/** In a path, a query or a fragment. */
const stray = /[^\w.~!$&'()*+,;=:@/?%-]|%(?![\dA-Fa-f]{2})/

/**
 * Whether a text is a URI-reference (RFC 3986 §4.1), absolute or relative: `https://x/y`, `Users/1`, `urn:a:b`, a word.
 * A word passes because RFC 7643 §2.3.7 allows relative references, and clients send such: the Entra validator fills
 * `profileUrl` with random text.
 */
export function isUriReference(text: string): boolean {
  const match = parts.exec(text)
  if (match === null) return false
  const [, schemePart, authorityPart = '', ...rest] = match
  if (schemePart !== undefined && !scheme.test(schemePart)) return false
  return isAuthority(authorityPart) && !rest.some((part) => part !== undefined && stray.test(part))
}

/** A URI-reference in its parts; query and fragment are the rest, with the marks they begin with. */
export function partsOf(text: string): {
  readonly scheme: string | undefined
  readonly authority: string | undefined
  readonly path: string
  readonly rest: string
} {
  const mark = text.search(/[?#]/)
  const end = mark < 0 ? text.length : mark
  const [, scheme, authority, path = ''] = parts.exec(text.slice(0, end)) ?? []
  return { scheme, authority, path, rest: text.slice(end) }
}

function isAuthority(text: string): boolean {
  const match = authority.exec(text)
  if (match === null) return false
  const [, user = '', host = ''] = match
  return !strayInUser.test(user) && (host.startsWith('[') ? ipLiteral.test(host) : !strayInHost.test(host))
}
