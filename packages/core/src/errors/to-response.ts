import type { ScimResponse } from '../contract.ts'
import { describeError } from './catalogue.ts'
import type { ScimError } from './scim-error.ts'

/** The schema of the error message (RFC 7644 §3.12). */
export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** Where the error pages live; `Link: rel="help"` points below it. */
export const defaultHelp = 'https://scimkit.dev/errors'

/** Turns an error into its response. The code ends the detail, because that is all an administrator sees in an IdP's log. */
export function toErrorResponse(
  error: ScimError,
  headers: Readonly<Record<string, string>>,
  help = defaultHelp,
): ScimResponse {
  const { id, status, scimType } = describeError(error.code)
  const body = {
    schemas: [errorSchema],
    status: String(status),
    ...(scimType !== undefined && { scimType }),
    detail: `${error.message} [${id}]`,
  }
  return {
    status,
    headers: { 'content-type': 'application/scim+json', link: `<${help}/${id}>; rel="help"`, ...headers },
    body: JSON.stringify(body),
  }
}
