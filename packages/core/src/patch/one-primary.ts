import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from '../schema/attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'

type Elements = readonly JsonValue[]

/** What may happen where RFC 7643 §2.4 refuses. */
export interface PrimaryOptions {
  /** Lets the last of several primary elements win, instead of refusing them (A21); called when it is used. */
  readonly lastPrimaryWins?: (() => void) | undefined
}

/**
 * Making an element primary takes that from the others (RFC 7644 §3.5.2).
 *
 * @param claims the elements that the edit says are primary, in the order it says so
 * @throws ScimError `PRIMARY_DUPLICATE`
 */
export function onePrimary(
  attribute: Attribute,
  elements: Elements,
  { claims, lastPrimaryWins }: PrimaryOptions & { readonly claims: Elements },
): Elements {
  const winner = claims.at(-1)
  if (winner === undefined) return elements
  if (claims.length > 1) {
    if (lastPrimaryWins === undefined) throw new ScimError('PRIMARY_DUPLICATE', { path: attribute.path })
    lastPrimaryWins()
  }
  return elements.map((element) =>
    element !== winner && isPrimary(element) ? { ...element, primary: false } : element,
  )
}

/** Whether an element says that it is the primary one. */
export function isPrimary(element: JsonValue | undefined): element is JsonObject {
  return isJsonObject(element) && element.primary === true
}
