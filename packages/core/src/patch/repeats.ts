import { isJsonObject, type JsonValue } from '../schema/json.ts'
import { hasValue, identityOf } from '../schema/read-value.ts'

type Elements = readonly JsonValue[]

/**
 * An edit can make two elements the same value, which is there once then (RFC 7643 §2.4): what was written counts, and
 * of several the last.
 *
 * @param onSuspects called with how many elements have to be compared, when there are any
 */
export function withoutRepeats(elements: Elements, written: Elements, onSuspects: (count: number) => void): Elements {
  const said = new Set(written.filter(hasValue).map(valueIn))
  const suspects = elements.filter((element) => said.has(valueIn(element)))
  if (suspects.length === said.size) return elements
  onSuspects(suspects.length)
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
