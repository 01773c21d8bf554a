import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from './attribute.ts'
import { equalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { identityOf } from './repeats.ts'

/**
 * What an attribute becomes when a client replaces its value: an immutable value that is set stays as it is, and so
 * does what is read-only or left out write-only inside an element that was there before (RFC 7643 §7, RFC 7644 §3.5.1).
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`
 */
export function keepFixed(
  attribute: Attribute,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): JsonValue | undefined {
  if (before === undefined) return after
  const isImmutable = attribute.mutability === 'immutable'
  // Null says as little as leaving the attribute out (RFC 7643 §2.5): there is nothing that could differ.
  if (after === undefined) return isImmutable ? before : undefined
  const whole = keepFixedInside(attribute, before, after)
  return isImmutable ? unchanged(attribute, before, whole) : whole
}

/** With what a client cannot have read, so that what it has read and sends back is the value that is there. */
function keepFixedInside(attribute: Attribute, before: JsonValue, after: JsonValue): JsonValue {
  if (!attribute.subAttributes.some(isFixed)) return after
  if (!isJsonArray(after)) return keepFixedIn(attribute, before, after)
  const find = finderOf(isJsonArray(before) ? before : [])
  return after.map((element) => keepFixedIn(attribute, find(element), element))
}

/**
 * The same for one complex value that takes the place of another.
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`
 */
export function keepFixedIn(attribute: Attribute, before: JsonValue | undefined, after: JsonValue): JsonValue {
  if (!isJsonObject(before) || !isJsonObject(after)) return after
  const kept: Record<string, JsonValue> = {}
  for (const sub of attribute.subAttributes) {
    const [old, given] = [before[sub.name], after[sub.name]]
    if (old === undefined || !isFixed(sub)) continue
    if (given === undefined) kept[sub.name] = old
    else if (sub.mutability === 'immutable') unchanged(sub, old, given)
  }
  return { ...after, ...kept } satisfies JsonObject
}

function isFixed({ mutability }: Attribute): boolean {
  return mutability !== 'readWrite'
}

function unchanged(attribute: Attribute, before: JsonValue, after: JsonValue): JsonValue {
  if (equalJson(before, after)) return before
  throw new ScimError('ATTRIBUTE_MUTABILITY', { path: attribute.path, mutability: 'immutable' })
}

/** Finds the element that another one replaces: of the same type and value, else of the same value. */
function finderOf(elements: readonly JsonValue[]): (element: JsonValue) => JsonValue | undefined {
  const byIdentity = new Map(elements.map((element) => [identityOf(element), element]))
  const byValue = new Map(elements.map((element) => [valueIn(element), element]))
  return (element) => {
    const value = valueIn(element)
    return byIdentity.get(identityOf(element)) ?? (value === undefined ? undefined : byValue.get(value))
  }
}

function valueIn(element: JsonValue): JsonValue | undefined {
  return isJsonObject(element) ? element.value : undefined
}
