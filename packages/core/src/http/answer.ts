import type { ScimResponse } from '../contract.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Streams } from '../schema/represent.ts'
import { scimMediaType } from './media-type.ts'
import { streamJson } from './stream-json.ts'

/** What an operation came to, as far as the response shows it. */
export interface Answer {
  readonly status: number
  readonly body?: JsonObject | undefined
  readonly streams?: Streams | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** The response for what an operation came to. */
export function toResponse({ status, body, streams, headers = {} }: Answer): ScimResponse {
  if (body === undefined) return { status, headers, body: undefined }
  const described = { 'content-type': scimMediaType, ...headers }
  if (streams === undefined || streams.size === 0) return { status, headers: described, body: JSON.stringify(body) }
  return { status, headers: described, body: undefined, stream: streamJson(body, streams) }
}
