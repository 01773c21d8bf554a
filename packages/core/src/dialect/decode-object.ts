import { isJsonObject, type JsonObject } from '../schema/json.ts'

/** Longer strings are not looked into for JSON. */
const longest = 10_000

/** The JSON object that a string holds, if it does. */
export function decodeObject(text: string): JsonObject | undefined {
  if (!text.startsWith('{') || text.length > longest) return undefined
  try {
    const decoded: unknown = JSON.parse(text)
    return isJsonObject(decoded) ? decoded : undefined
  } catch {
    return undefined
  }
}
