import type { ScimResponse } from '../contract.ts'
import { describeError, type ErrorCode, type ErrorParams } from './catalogue.ts'
import type { ScimError } from './scim-error.ts'

/** The schema of the error message (RFC 7644 §3.12). */
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** Where the error pages live; `Link: rel="help"` points below it. */
export const defaultHelp = 'https://scimkit.dev/errors'

/** Headers that belong to an error, made from what it was thrown with. */
type HeaderMakers = { readonly [Code in ErrorCode]?: (params: ErrorParams<Code>) => Readonly<Record<string, string>> }

const headerMakers: HeaderMakers = {
  CREDENTIALS_MISSING: () => ({ 'www-authenticate': 'Bearer realm="scim"' }),
  CREDENTIALS_INVALID: () => ({ 'www-authenticate': 'Bearer realm="scim", error="invalid_token"' }),
  METHOD_NOT_ALLOWED: ({ allow }) => ({ allow: allow.join(', ') }),
  // The rest of the body is never read, so the connection cannot be used again.
  BODY_TOO_LARGE: () => ({ connection: 'close' }),
  TOO_MANY_REQUESTS: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
  STORE_UNAVAILABLE: ({ retryAfter }) => ({ 'retry-after': String(retryAfter) }),
}

function headersOf<Code extends ErrorCode>(error: ScimError<Code>): Readonly<Record<string, string>> {
  return headerMakers[error.code]?.(error.params) ?? {}
}

/** The message of an error. The code ends the detail, because that is all an administrator sees in an IdP's log. */
export function toErrorBody(error: ScimError): Readonly<Record<string, string | readonly string[]>> {
  const { id, status, scimType } = describeError(error.code)
  return {
    schemas: [errorSchema],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: `${error.message} [${id}]`,
  }
}

/** Turns an error into its response. */
export function toErrorResponse(error: ScimError, help: string = defaultHelp): ScimResponse {
  const { id, status } = describeError(error.code)
  return {
    status,
    headers: { 'content-type': 'application/scim+json', link: `<${help}/${id}>; rel="help"`, ...headersOf(error) },
    body: JSON.stringify(toErrorBody(error)),
  }
}
