import type { Attribute } from './attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'

/** A list that has room for one element only. */
export interface SoleElement {
  readonly attribute: Attribute
  /** The element that is meant; undefined when none of them is. */
  readonly choose: (elements: readonly JsonObject[]) => JsonObject | undefined
  /** Told each element there is no room for. */
  readonly onLeftOut: (element: JsonObject) => void
}

/** What of a list there is room for; undefined when that is nothing. */
export function keepSole(
  elements: readonly JsonValue[],
  { choose, onLeftOut }: SoleElement,
): readonly JsonValue[] | undefined {
  const objects = elements.filter(isJsonObject)
  const chosen = choose(objects)
  for (const element of objects) if (element !== chosen) onLeftOut(element)
  return chosen && [chosen]
}
