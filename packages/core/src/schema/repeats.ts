import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'

type Elements = readonly JsonValue[]

/**
 * A value that is given twice is there once (RFC 7643 §2.4), where it was first: what was written counts, and of
 * several the last.
 *
 * @param written those of the elements that a request says; all of them when left out
 * @param onSuspects called with how many elements have to be compared, when there are any
 */
export function withoutRepeats(
  elements: Elements,
  written: Elements = elements,
  onSuspects?: (count: number) => void,
): Elements {
  if (elements.length < 2) return elements
  const said = new Set(written.filter(hasValue).map(valueIn))
  const suspects = elements.filter((element) => said.has(valueIn(element)))
  if (suspects.length === said.size) return elements
  onSuspects?.(suspects.length)
  const isWritten = new Set(written)
  const winners = new Map<JsonValue, JsonValue>()
  for (const suspect of suspects) {
    const identity = identityOf(suspect)
    if (isWritten.has(suspect) || !winners.has(identity)) winners.set(identity, suspect)
  }
  return placed(elements, said, winners)
}

function placed(elements: Elements, said: ReadonlySet<unknown>, winners: Map<JsonValue, JsonValue>): Elements {
  return elements.flatMap((element) => {
    if (!said.has(valueIn(element))) return [element]
    const identity = identityOf(element)
    const winner = winners.get(identity)
    winners.delete(identity)
    return winner === undefined ? [] : [winner]
  })
}

/** What tells an element from most others: its `value` if it has one, or the element itself when it is simple. */
export function valueIn(element: JsonValue): JsonValue | undefined {
  return isJsonObject(element) ? element.value : element
}

/** Whether an element is known by its value. Addresses are not: two that read the same may still be two. */
function hasValue(element: JsonValue): boolean {
  return valueIn(element) !== undefined
}

/**
 * Two elements are the same value when their type and value are (RFC 7643 §2.4), or all of them when they have no
 * value.
 */
export function identityOf(element: JsonValue): JsonValue {
  if (!isJsonObject(element)) return element
  const { type, value } = element
  return JSON.stringify(value === undefined ? sorted(element) : [type ?? null, value])
}

function sorted(object: JsonObject): readonly (readonly [string, JsonValue | undefined])[] {
  return Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1))
}
