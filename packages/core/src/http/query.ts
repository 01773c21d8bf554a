import { ScimError } from '../errors/scim-error.ts'

/** The query parameters of RFC 7644 §3.4.2 and RFC 9865 §2 as they stand in the URL. Unknown ones are ignored. */
export interface QueryParameters {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: string
  readonly startIndex?: string
  readonly count?: string
  readonly cursor?: string
  readonly attributes?: string
  readonly excludedAttributes?: string
}

const known: ReadonlySet<string> = new Set([
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
  'attributes',
  'excludedAttributes',
])

/**
 * Parses a query string: `+` is a blank, everything is percent-decoded once, and a parameter that counts may be given
 * once. Parameters we do not know are not even decoded, so `?aadOptscim062020` and `trailing&` do no harm.
 *
 * @throws ScimError `URL_ENCODING`, `PARAMETER_REPEATED`
 */
export function parseQuery(query: string): QueryParameters {
  const parameters: Record<string, string> = {}
  for (const pair of query === '' ? [] : query.split('&')) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    if (!known.has(name)) continue
    if (Object.hasOwn(parameters, name)) throw new ScimError('PARAMETER_REPEATED', { name })
    parameters[name] = decode(equals < 0 ? '' : pair.slice(equals + 1).replaceAll('+', ' '), `parameter "${name}"`)
  }
  return parameters
}

/** Percent-decodes a part of a URL. @throws ScimError `URL_ENCODING` */
export function decode(text: string, part: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new ScimError('URL_ENCODING', { part }, { cause })
  }
}
