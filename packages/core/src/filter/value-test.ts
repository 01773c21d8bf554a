import type { Attribute } from '../schema/attribute.ts'
import type { JsonValue } from '../schema/json.ts'
import type { ResolvedFilter } from './ast.ts'
import { type Comparable, comparableOf, compareComparables, textOf } from './order.ts'

/** Says something about one value. */
export type ValueTest = (value: JsonValue) => boolean

type Comparison = Extract<ResolvedFilter, { kind: 'compare' }>
type Operator = Comparison['operator']
type Substring = Extract<Operator, 'co' | 'sw' | 'ew'>
type Ordering = Exclude<Operator, Substring>

const substrings: Readonly<Record<Substring, (value: string, literal: string) => boolean>> = {
  co: (value, literal) => value.includes(literal),
  sw: (value, literal) => value.startsWith(literal),
  ew: (value, literal) => value.endsWith(literal),
}

const orderings: Readonly<Record<Ordering, (value: Comparable, literal: Comparable) => boolean>> = {
  eq: (value, literal) => value === literal,
  gt: (value, literal) => compareComparables(value, literal) > 0,
  ge: (value, literal) => compareComparables(value, literal) >= 0,
  lt: (value, literal) => compareComparables(value, literal) < 0,
  le: (value, literal) => compareComparables(value, literal) <= 0,
}

/** The test of a comparison, its literal made ready once. A value of another type than the attribute's matches nothing. */
export function comparison({ attribute, operator, value }: Comparison): ValueTest {
  if (isSubstring(operator)) return substringTest(attribute, substrings[operator], value)
  const comparable = comparableOf(attribute)
  const literal = comparable(value)
  if (literal === undefined) return () => false
  const holds = orderings[operator]
  return (candidate) => {
    const ready = comparable(candidate)
    return ready !== undefined && holds(ready, literal)
  }
}

function substringTest(attribute: Attribute, holds: (typeof substrings)[Substring], value: JsonValue): ValueTest {
  const text = textOf(attribute)
  const part = text(value)
  if (part === undefined) return () => false
  return (candidate) => {
    const ready = text(candidate)
    return ready !== undefined && holds(ready, part)
  }
}

function isSubstring(operator: Operator): operator is Substring {
  return operator in substrings
}
