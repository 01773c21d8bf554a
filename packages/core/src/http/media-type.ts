import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'

/** RFC 7644 §8.1. */
export const scimMediaType = 'application/scim+json'

/** Forms of JSON a body may be announced as. */
const jsonTypes = /^application\/(?:scim\+json|json)$|^text\/json$/

/** Ranges of an Accept header that take one of the forms of JSON we send. */
const jsonRanges: ReadonlySet<string> = new Set(['*/*', 'application/*', 'application/json', scimMediaType])

/** A header's value; one sent more than once is one list (RFC 9110 §5.3). */
export function headerOf(request: ScimRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' || value === undefined ? value : value.join(', ')
}

/**
 * Refuses a request only when its Accept header excludes every form of JSON (A43); a missing one accepts everything.
 *
 * @throws ScimError `NOT_ACCEPTABLE`
 */
export function checkAccept(request: ScimRequest): void {
  const accept = headerOf(request, 'accept')
  if (accept === undefined || accept === '' || accept === scimMediaType || accept === '*/*') return
  const weights = new Map<string, number>()
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    if (jsonRanges.has(type)) weights.set(type, weightOf(parameters))
  }
  const isAccepted = [...jsonRanges].some(
    (type) => type !== '*/*' && type !== 'application/*' && weightFor(type, weights) > 0,
  )
  if (!isAccepted) throw new ScimError('NOT_ACCEPTABLE', { accept })
}

/** The most specific range decides (RFC 9110 §12.5.1). */
function weightFor(type: string, weights: ReadonlyMap<string, number>): number {
  return weights.get(type) ?? weights.get('application/*') ?? weights.get('*/*') ?? 0
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return Number.isNaN(weight) ? 1 : weight
}

/**
 * Refuses a body that is announced as something other than JSON. A missing Content-Type is taken for JSON.
 *
 * @throws ScimError `UNSUPPORTED_MEDIA_TYPE`
 */
export function checkContentType(request: ScimRequest): void {
  const contentType = headerOf(request, 'content-type')
  if (contentType === undefined || contentType === '') return
  const [type = ''] = contentType.split(';', 1)
  if (jsonTypes.test(type.trim().toLowerCase())) return
  throw new ScimError('UNSUPPORTED_MEDIA_TYPE', { contentType })
}
