import type { ScimResponse } from '../contract.ts'
import type { JsonObject } from '../schema/json.ts'
import { scimMediaType } from './media-type.ts'

/** The response for what an operation came to. The body is serialised here and nowhere else. */
export function toResponse(
  status: number,
  body: JsonObject | undefined,
  headers: Readonly<Record<string, string>> = {},
): ScimResponse {
  if (body === undefined) return { status, headers, body: undefined }
  return { status, headers: { 'content-type': scimMediaType, ...headers }, body: JSON.stringify(body) }
}
