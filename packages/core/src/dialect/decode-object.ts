import { isScimError } from '../errors/scim-error.ts'
import { parseJson } from '../schema/json/parse-json.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'

/** Longer strings are not looked into for JSON. */
const longest = 10_000

/**
 * The JSON object that a string holds, if it does. It is read as a body is: what is refused there is refused here
 * (A40).
 *
 * @throws ScimError `ATTRIBUTE_DUPLICATE`, `KEY_FORBIDDEN`, `BODY_NOT_JSON`
 */
export function decodeObject(text: string): JsonObject | undefined {
  if (!text.startsWith('{') || text.length > longest) return undefined
  try {
    const decoded = parseJson(text)
    return isJsonObject(decoded) ? decoded : undefined
  } catch (error) {
    if (isScimError(error)) throw error
    return undefined
  }
}
