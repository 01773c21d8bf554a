import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'

/** A document before and after a change. */
interface Change {
  readonly before: JsonObject
  readonly after: JsonObject
}

/**
 * The document after a change, still switched off where the change says nothing of it: only `true` switches an account on.
 * A mapping without a value sends null or an empty string, and must not bring anybody back.
 */
export function stayInactive({ activeAttribute }: ResourceType, { before, after }: Change): JsonObject {
  if (activeAttribute === undefined || after === before || valueAt(before, activeAttribute) !== false) return after
  if (valueAt(after, activeAttribute) !== undefined) return after
  const kept = withValue(after, activeAttribute, false)
  return equalJson(kept, before) ? before : kept
}
