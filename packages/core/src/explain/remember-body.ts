import type { ScimRequest } from '../contract.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'

/** A longer text is a long list of members: nothing is looked for in it, as it would have to be parsed once more. */
const longest = 65_536

/** A request whose body can be looked at once more after the operation. */
export interface Remembered {
  readonly request: ScimRequest
  /** The body that was read; undefined when none was, or it is a long text, or no object. */
  readonly body: () => JsonObject | undefined
}

/** Lets the body be read as before, and keeps what came until the operation has been explained. */
export function rememberBody(request: ScimRequest): Remembered {
  let read: unknown
  // Parsed when somebody asks, and once for all who do.
  let parsed: { readonly object: JsonObject | undefined } | undefined
  const readBody = async (): Promise<unknown> => {
    read = await request.readBody()
    parsed = undefined
    return read
  }
  const body = (): JsonObject | undefined => {
    parsed ??= { object: toObject(read) }
    return parsed.object
  }
  return { request: { ...request, readBody }, body }
}

function toObject(body: unknown): JsonObject | undefined {
  const value = typeof body === 'string' ? parse(body) : body
  return isJsonObject(value) ? value : undefined
}

function parse(text: string): unknown {
  if (text.length > longest) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // Then it was refused, and the error says why.
    return undefined
  }
}
