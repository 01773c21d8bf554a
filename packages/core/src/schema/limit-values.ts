import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from './attribute.ts'
import { isJsonObject, type JsonValue } from './json.ts'

/** Values (A49). Nobody has as many addresses or roles. Relations are kept in rows, and may be as long as a body is. */
const maxValues = 10_000

/**
 * Refuses a list that is too long.
 *
 * @throws ScimError `ATTRIBUTE_TOO_LONG`
 */
export function limitValues({ path, relation }: Attribute, values: readonly unknown[]): void {
  const actual = values.length
  if (actual > maxValues && !relation)
    throw new ScimError('ATTRIBUTE_TOO_LONG', { path, max: maxValues, actual, unit: 'values' })
}

/**
 * The same for a finished value, with the lists inside it: several changes may have put it together.
 *
 * @throws ScimError `ATTRIBUTE_TOO_LONG`
 */
export function limitAllValues(attribute: Attribute, value: JsonValue | undefined): void {
  if (Array.isArray(value)) limitValues(attribute, value)
  const lists = attribute.subAttributes.filter(({ multiValued }) => multiValued)
  if (lists.length === 0) return
  for (const object of [value].flat()) {
    if (!isJsonObject(object)) continue
    for (const sub of lists) limitAllValues(sub, object[sub.name])
  }
}
