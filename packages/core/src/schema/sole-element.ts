import type { Attribute } from './attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts'

/** A list that has room for one element only. */
export interface SoleElement {
  readonly attribute: Attribute
  /** The element that is meant; undefined when none of them is. */
  readonly choose: (elements: readonly JsonObject[]) => JsonObject | undefined
  /** Told each element there is no room for beside the one that is meant. */
  readonly onLeftOut: (element: JsonObject) => void
  /** Told each element where none is meant: what is there stays. Returns to ignore it, or throws. */
  readonly onUnknown: (element: JsonObject) => void
}

/**
 * What of a value there is room for; undefined when that is nothing, and then the value says nothing of the attribute.
 * Other attributes have room for all of it.
 */
export function keepSole(
  attribute: Attribute,
  value: JsonValue | undefined,
  sole: SoleElement | undefined,
): JsonValue | undefined {
  if (attribute !== sole?.attribute || !isJsonArray(value)) return value
  const elements = value.filter(isJsonObject)
  const chosen = sole.choose(elements)
  const tell = chosen === undefined ? sole.onUnknown : sole.onLeftOut
  for (const element of elements) if (element !== chosen) tell(element)
  return chosen && [chosen]
}
