import type { Attribute, AttributeType } from './attribute.ts'
import { isBase64 } from './base64.ts'
import { isDateTime } from './date-time.ts'
import { checkForbidden } from './formats.ts'
import { isJsonObject } from './json.ts'
import { isUriReference } from './uri-reference.ts'

/** What a value of a type has to be, and the words that say so after "must be". */
interface ValueType {
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
}

// RFC 7643 §2.3. One rule per type, for bodies, PATCH values, defaults and zod alike.
const valueTypes: Readonly<Record<AttributeType, ValueType>> = {
  string: { expected: 'a string', accepts: (value) => typeof value === 'string' },
  boolean: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  decimal: { expected: 'a number', accepts: Number.isFinite },
  // Beyond 2^53 JSON numbers lose digits: refused rather than stored as another number (S7643-2.3.4-01).
  integer: { expected: 'an integer', accepts: Number.isSafeInteger },
  dateTime: { expected: 'a date and time such as "2011-05-13T04:42:34Z"', accepts: ifString(isDateTime) },
  binary: { expected: 'a base64 string', accepts: ifString(isBase64) },
  reference: { expected: 'a URI', accepts: ifString(isUriReference) },
  complex: { expected: 'an object', accepts: isJsonObject },
}

/** What of an attribute decides about a single value. */
type CheckedAttribute = Pick<Attribute, 'type'> & Partial<Pick<Attribute, 'format'>>

/**
 * Checks one value, or one element of a multi-valued attribute, against the attribute's type (RFC 7643 §2.3), and
 * against what its format forbids in every dialect.
 *
 * @returns what was expected when it does not fit
 *
 * @example
 * ```ts
 * checkValue({ type: 'boolean' }, 'true') // 'true or false'
 * checkValue({ type: 'boolean' }, true) // undefined
 * ```
 */
export function checkValue({ type, format }: CheckedAttribute, value: unknown): string | undefined {
  const { accepts, expected } = valueTypes[type]
  return accepts(value) ? checkForbidden(format, value) : expected
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  // Only `parseJson` makes these.
  bigint: 'a number with a fraction or an exponent',
  boolean: 'a boolean',
  undefined: 'missing',
}

/** What kind of JSON value this is, in words that never show the value itself: it may be secret. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return 'a number beyond 2^53'
  return kinds[typeof value] ?? 'an object'
}

function ifString(accepts: (text: string) => boolean): (value: unknown) => boolean {
  return (value) => typeof value === 'string' && accepts(value)
}
