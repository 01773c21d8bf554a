import type { JsonValue } from '../schema/json.ts'
import type { ResolvedFilter } from './ast.ts'
import { type Comparable, comparableOf, compareComparables, textOf } from './order.ts'

/** Says something about one value. */
export type ValueTest = (value: JsonValue) => boolean

/** Says something about one value that is ready for comparison. */
export type ReadyTest = (ready: Comparable) => boolean

/** What values are made into before they are compared: texts to be looked into, or what equals and orders them. */
export const forms = { text: textOf, comparable: comparableOf } as const

export type Form = keyof typeof forms

type Comparison = Extract<ResolvedFilter, { kind: 'compare' }>
type Operator = Comparison['operator']
type Substring = Extract<Operator, 'co' | 'sw' | 'ew'>
type Ordering = Exclude<Operator, Substring>

const substrings: Readonly<Record<Substring, (literal: string) => ReadyTest>> = {
  co: (literal) => (ready) => typeof ready === 'string' && ready.includes(literal),
  sw: (literal) => (ready) => typeof ready === 'string' && ready.startsWith(literal),
  ew: (literal) => (ready) => typeof ready === 'string' && ready.endsWith(literal),
}

const orderings: Readonly<Record<Ordering, (literal: Comparable) => ReadyTest>> = {
  eq: (literal) => (ready) => ready === literal,
  gt: (literal) => (ready) => compareComparables(ready, literal) > 0,
  ge: (literal) => (ready) => compareComparables(ready, literal) >= 0,
  lt: (literal) => (ready) => compareComparables(ready, literal) < 0,
  le: (literal) => (ready) => compareComparables(ready, literal) <= 0,
}

/**
 * The test of a comparison, its literal made ready once. A value of another type than the attribute's matches nothing.
 */
export function comparison(filter: Comparison): ValueTest {
  const { form, test } = comparisonOfReady(filter)
  const prepare = forms[form](filter.attribute)
  return (value) => {
    const ready = prepare(value)
    return ready !== undefined && test(ready)
  }
}

/** The same for values that are ready, and which form they have to have. */
export function comparisonOfReady({ attribute, operator, value }: Comparison): {
  readonly form: Form
  readonly test: ReadyTest
} {
  if (isSubstring(operator)) {
    const part = textOf(attribute)(value)
    return { form: 'text', test: part === undefined ? never : substrings[operator](part) }
  }
  const literal = comparableOf(attribute)(value)
  return { form: 'comparable', test: literal === undefined ? never : orderings[operator](literal) }
}

const never: ReadyTest = () => false

function isSubstring(operator: Operator): operator is Substring {
  return operator in substrings
}
