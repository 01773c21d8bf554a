import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from '../schema/attribute.ts'
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'

/** Sub-attributes that are not named stay as they are (RFC 7644 §3.5.2.1, §3.5.2.3; A15); null unassigns. */
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
