/** A JSON value. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[]

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

/**
 * Whether a value is a JSON object: not null, not an array.
 *
 * @example
 * ```ts
 * isJsonObject({ userName: 'ada' }) // true
 * isJsonObject(['ada']) // false
 * ```
 */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a JSON value is an array. `Array.isArray` forgets what the elements are. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/**
 * Whether two JSON values are equal; the order of members does not matter (RFC 7643 §2.3.8), that of elements does.
 *
 * @example
 * ```ts
 * equalJson({ type: 'work', value: 'a' }, { value: 'a', type: 'work' }) // true
 * ```
 */
export function equalJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => equalJson(element, right[index]))
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every((name) => equalJson(left[name], right[name]))
}

/** The value of a member by its name, which counts without case (RFC 7643 §2.1). */
export function memberNamed(object: JsonObject, name: string): JsonValue | undefined {
  const key = keyNamed(object, name)
  return key === undefined ? undefined : object[key]
}

/** How the name of a member is written, which counts without case. */
export function keyNamed(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name
  const lower = name.toLowerCase()
  return Object.keys(object).find((key) => key.length === lower.length && key.toLowerCase() === lower)
}
