import type { Attribute } from '../schema/attribute.ts'
import { canonicalBase64, isBase64 } from '../schema/base64.ts'
import { canonicalUri, withoutVersion } from '../schema/canonical-uri.ts'
import { mapWidth } from '../schema/characters.ts'
import { parseInstant } from '../schema/date-time.ts'
import { prepare } from '../schema/fold.ts'
import type { JsonValue } from '../schema/json.ts'
import { isToResource } from '../schema/reference.ts'

/**
 * A value made ready for comparison: a prepared string, a number, an instant in milliseconds, or 0 and 1 for false and
 * true.
 */
export type Comparable = string | number

/**
 * A function that makes values of an attribute ready for comparison: strings under its `caseExact`, dateTimes as
 * instants, binaries by their bytes, references as RFC 3986 §6.2 normalises them. It gives undefined for a value of
 * another type, which equals nothing.
 *
 * @example
 * ```ts
 * const created = comparableOf(resolveSort('meta.created', userType))
 * created('2026-01-01T01:00:00+01:00') === created('2026-01-01T00:00:00Z') // true
 * ```
 */
export function comparableOf(attribute: Attribute): (value: JsonValue | undefined) => Comparable | undefined {
  const { type, caseExact } = attribute
  switch (type) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? Number(value) : undefined)
    case 'integer':
    case 'decimal':
      return (value) => (typeof value === 'number' ? value : undefined)
    case 'dateTime':
      return (value) => (typeof value === 'string' ? instantOf(value) : undefined)
    case 'binary':
      return (value) => (typeof value === 'string' && isBase64(value) ? canonicalBase64(value) : undefined)
    case 'reference': {
      const canonical = isToResource(attribute) ? (uri: string) => withoutVersion(canonicalUri(uri)) : canonicalUri
      return (value) => (typeof value === 'string' ? prepare(canonical(value), caseExact) : undefined)
    }
    default:
      return textOf(attribute)
  }
}

/**
 * A function that makes the text of a value ready to be looked into: for `co`, `sw` and `ew`.
 *
 * @example
 * ```ts
 * textOf(resolveSort('userName', userType))('ADA') // 'ada'
 * ```
 */
export function textOf({ caseExact, format }: Attribute): (value: JsonValue | undefined) => string | undefined {
  // RFC 7644 §5: user names are compared after the width of their characters is mapped, and folded (RFC 8265 §3.3).
  const map = format === 'username' ? mapWidth : (text: string) => text
  return (value) => (typeof value === 'string' ? prepare(map(value), caseExact) : undefined)
}

// What the server itself writes is `Date.toISOString`'s; the short way makes a filter by time ten times faster.
function instantOf(text: string): number | undefined {
  const written = text.length === 24 && text.endsWith('Z') ? Date.parse(text) : Number.NaN
  return Number.isNaN(written) ? parseInstant(text) : written
}

/**
 * Orders comparables of one attribute: numbers by size, strings by code point, which `<` on UTF-16 does not do.
 *
 * @example
 * ```ts
 * compareComparables(2, 10) < 0 // true
 * ```
 */
export function compareComparables(left: Comparable, right: Comparable): number {
  if (left === right) return 0
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right)
  // Types of different resource types may meet in a query over several: numbers come before strings.
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1
  return left < right ? -1 : 1
}

function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length)
  for (let at = 0; at < shorter; at += 1) {
    const [ours, theirs] = [left.charCodeAt(at), right.charCodeAt(at)]
    if (ours !== theirs) return rank(ours) - rank(theirs)
  }
  return left.length - right.length
}

// A surrogate stands for a code point above U+FFFF, so it ranks above U+E000 to U+FFFF, not below.
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
