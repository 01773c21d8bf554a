import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'

/** A document before and after a change. */
interface Change {
  readonly before: JsonObject
  readonly after: JsonObject
}

/**
 * The document after a change, as much in use as before where the change says nothing of it: only `true` switches an
 * account on, and only `false` off. A mapping without a value sends null or an empty string, and must not bring anybody
 * back.
 */
export function keepActive({ activeAttribute }: ResourceType, { before, after }: Change): JsonObject {
  if (activeAttribute === undefined || after === before || valueAt(after, activeAttribute) !== undefined) return after
  const kept = withValue(after, activeAttribute, valueAt(before, activeAttribute))
  return equalJson(kept, before) ? before : kept
}
