import type { ScimResponse } from '../contract.ts'
import { describeError, type ErrorCode, type ErrorParams } from './catalogue.ts'
import type { ScimError } from './scim-error.ts'
import { plainWording, type Wording, wordError } from './wording.ts'

/** The schema of the error message (RFC 7644 §3.12). */
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'

/**
 * Where the error pages live; `Link: rel="help"` points below it.
 *
 * @example
 * ```ts
 * toErrorResponse(new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'User', id: '2819c223' })).headers.link
 * // '<https://scimkit.dev/errors/SCIM5001>; rel="help"'
 * ```
 */
export const defaultHelp = 'https://scimkit.dev/errors'

/** Headers that belong to an error, made from what it was thrown with. */
type HeaderMakers = { readonly [Code in ErrorCode]?: (params: ErrorParams<Code>) => Readonly<Record<string, string>> }

const headerMakers: HeaderMakers = {
  CREDENTIALS_MISSING: () => ({ 'www-authenticate': 'Bearer realm="scim"' }),
  CREDENTIALS_INVALID: () => ({ 'www-authenticate': 'Bearer realm="scim", error="invalid_token"' }),
  METHOD_NOT_ALLOWED: ({ allow }) => ({ allow: allow.join(', ') }),
  // The rest of the body is never read, so the connection cannot be used again.
  BODY_TOO_LARGE: () => ({ connection: 'close' }),
  // RFC 9110 §15.5.16: so that the client knows which codings are taken.
  CONTENT_CODING: () => ({ 'accept-encoding': 'identity' }),
  TOO_MANY_REQUESTS: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
  CREDENTIALS_UNCHECKED: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
  STORE_TIMEOUT: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
  STORE_UNAVAILABLE: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
}

function headersOf<Code extends ErrorCode>(error: ScimError<Code>): Readonly<Record<string, string>> {
  return headerMakers[error.code]?.(error.params) ?? {}
}

/** The message of an error (RFC 7644 §3.12). */
export function toErrorBody(
  error: ScimError,
  wording: Wording = plainWording,
): Readonly<Record<string, string | number | readonly string[]>> {
  const { status } = describeError(error.code)
  const { scimType, detail } = wordError(error, wording)
  return {
    schemas: [errorSchema],
    status: wording.statusType === 'number' ? status : String(status),
    ...(scimType !== undefined && { scimType }),
    detail,
  }
}

/** How the response to an error is made. */
export interface ErrorResponseOptions {
  /** Where the error pages live; {@link defaultHelp} when left out. */
  readonly help?: string | undefined
  /** The `errors` switches of a policy; the words of the catalogue when left out. */
  readonly wording?: Wording | undefined
}

/**
 * Turns an error into its response.
 *
 * @example
 * ```ts
 * const error = new ScimError('TOO_MANY_REQUESTS', { retryAfter: 30 })
 * toErrorResponse(error, { wording: pulumi2024Profile.errors }) // { status: 429, headers: { 'retry-after': '30', … }, … }
 * ```
 */
export function toErrorResponse(
  error: ScimError,
  { help = defaultHelp, wording = plainWording }: ErrorResponseOptions = {},
): ScimResponse {
  const { id, status } = describeError(error.code)
  const isText = error.code === 'MEMBERS_INVALID' && wording.memberErrorFormat === 'text'
  return {
    status,
    headers: {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/scim+json',
      link: `<${help}/${id}>; rel="help"`,
      ...headersOf(error),
    },
    // P-07: the one error that is no JSON, in a product that once documented it so (D-04).
    body: isText ? `Bad Request: ${wordError(error, wording).detail}` : JSON.stringify(toErrorBody(error, wording)),
  }
}
