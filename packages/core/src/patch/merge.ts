import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from '../schema/attribute.ts'
import { equalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'

/** Sub-attributes that are not named stay as they are (RFC 7644 §3.5.2.1, §3.5.2.3; `merge` of A15); null unassigns. */
export function mergeInto(
  attribute: Attribute,
  before: JsonValue | undefined,
  changes: JsonObject,
): JsonObject | undefined {
  const merged: Record<string, JsonValue | undefined> = { ...(isJsonObject(before) ? before : {}) }
  for (const [name, value] of Object.entries(changes)) {
    const sub = attribute.byName.get(name.toLowerCase())
    if (sub !== undefined) checkChange(sub, merged[name], value ?? undefined)
    if (value === null || value === undefined) delete merged[name]
    else merged[name] = value
  }
  return Object.keys(merged).length === 0 ? undefined : merged
}

/** The same for an `add`: a multi-valued sub-attribute keeps the values it has (RFC 7644 §3.5.2.1). */
export function addInto(
  attribute: Attribute,
  before: JsonValue | undefined,
  additions: JsonObject,
): JsonObject | undefined {
  const held = isJsonObject(before) ? before : {}
  const changes = Object.entries(additions).map(([name, value]) => {
    const isList = attribute.byName.get(name.toLowerCase())?.multiValued === true
    return [name, isList ? join(held[name], value) : value] as const
  })
  return mergeInto(attribute, before, Object.fromEntries(changes))
}

// Only simple values can be in a list inside a complex value (RFC 7643 §2.3.8), so a set tells them apart.
function join(held: JsonValue | undefined, added: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonArray(added)) return held
  return isJsonArray(held) ? [...new Set([...held, ...added])] : added
}

/**
 * Checks one change against what the attribute allows: an immutable value that is set stays (RFC 7643 §7), a required
 * one cannot be taken away (RFC 7644 §3.5.2.2, A38).
 */
export function checkChange(attribute: Attribute, before: JsonValue | undefined, after: JsonValue | undefined): void {
  if (equalJson(before, after)) return
  if (attribute.mutability === 'immutable' && before !== undefined) {
    throw new ScimError('ATTRIBUTE_MUTABILITY', { path: attribute.path, mutability: 'immutable' })
  }
  if (attribute.required && after === undefined)
    throw new ScimError('ATTRIBUTE_REQUIRED_REMOVED', { path: attribute.path })
}
