import type { Attribute } from '../schema/attribute.ts'
import { parseInstant } from '../schema/date-time.ts'
import { prepare } from '../schema/fold.ts'
import type { JsonValue } from '../schema/json.ts'

/** A value made ready for comparison: a prepared string, a number, an instant in milliseconds, or 0 and 1 for false and true. */
export type Comparable = string | number

/**
 * A function that makes values of an attribute ready for comparison: strings under its `caseExact`, dateTimes as
 * instants. It gives undefined for a value of another type, which equals nothing.
 */
export function comparableOf({ type, caseExact }: Attribute): (value: JsonValue | undefined) => Comparable | undefined {
  switch (type) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? Number(value) : undefined)
    case 'integer':
    case 'decimal':
      return (value) => (typeof value === 'number' ? value : undefined)
    case 'dateTime':
      return (value) => (typeof value === 'string' ? instantOf(value) : undefined)
    default:
      return (value) => (typeof value === 'string' ? prepare(value, caseExact) : undefined)
  }
}

// What the server itself writes is `Date.toISOString`'s; the short way makes a filter by time ten times faster.
function instantOf(text: string): number | undefined {
  const written = text.length === 24 && text.endsWith('Z') ? Date.parse(text) : Number.NaN
  return Number.isNaN(written) ? parseInstant(text) : written
}

/** Orders comparables of one attribute: numbers by size, strings by code point, which `<` on UTF-16 does not do. */
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
