import type { ScimRequest } from '../contract.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'

/** Larger bodies are long lists of members, and nothing is looked for in them. */
const longest = 65_536

/** A request whose body can be looked at once more after the operation. */
export interface Remembered {
  readonly request: ScimRequest
  /** The body that was read; undefined when none was, or it is large, or no object. */
  readonly body: () => JsonObject | undefined
}

/** Lets the body be read as before, and keeps what came until the operation has been explained. */
export function rememberBody(request: ScimRequest): Remembered {
  let read: unknown
  const readBody = async (): Promise<unknown> => {
    read = await request.readBody()
    return read
  }
  return { request: { ...request, readBody }, body: () => toObject(read) }
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
