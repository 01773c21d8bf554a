import type { Attribute } from './attribute.ts'
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from './json.ts'

/** The value of a top-level attribute in a canonical document. */
export function valueAt(document: JsonObject, attribute: Attribute): JsonValue | undefined {
  if (attribute.container === undefined) return document[attribute.name]
  const container = document[attribute.container]
  return isJsonObject(container) ? container[attribute.name] : undefined
}

/**
 * The document with another value for a top-level attribute, or without one. Returns the same document when nothing
 * changes; an extension whose last value goes, goes with it.
 */
export function withValue(document: JsonObject, attribute: Attribute, value: JsonValue | undefined): JsonObject {
  if (equalJson(valueAt(document, attribute), value)) return document
  const { container } = attribute
  if (container === undefined) return withMember(document, attribute.name, value)
  const inner = document[container]
  const changed = withMember(isJsonObject(inner) ? inner : {}, attribute.name, value)
  return withMember(document, container, Object.keys(changed).length === 0 ? undefined : changed)
}

/** The object with one member set, or taken away. The original is left as it is. */
function withMember(object: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  if (value !== undefined) return { ...object, [name]: value }
  const { [name]: _, ...rest } = object
  return rest
}
