import type { JsonObject, JsonValue } from '@scimkit/core'

/**
 * A copy of a document that nobody can change: neither who handed it in, by changing what they kept, nor who reads it.
 * Records are replaced, never edited, so one copy serves every reader.
 */
export function toFrozen(document: JsonObject): JsonObject {
  const members = Object.entries(document).map(([name, value]) => [name, value && freeze(value)] as const)
  return Object.freeze(Object.fromEntries(members))
}

function freeze(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  return isList(value) ? Object.freeze(value.map(freeze)) : toFrozen(value)
}

// `Array.isArray` alone does not narrow a readonly array.
function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value)
}
