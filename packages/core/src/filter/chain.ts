import type { Attribute } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'
import { type Comparable, comparableOf } from './order.ts'

type Equality = Extract<ResolvedFilter, { kind: 'compare' }>

/** A condition that has an equality in it, and what has to hold besides. */
interface Case {
  readonly operand: ResolvedFilter
  readonly equality: Equality
  readonly rest: ResolvedFilter
}

/** What has to hold besides, by the value that an attribute has to have. */
type Cases = ReadonlyMap<Comparable, readonly ResolvedFilter[]>

/** What an `or` comes to: what asks for one of several values of an attribute, and everything else. */
interface Alternatives {
  readonly cases: readonly (readonly [Attribute, Cases])[]
  readonly others: readonly ResolvedFilter[]
}

/**
 * Sorts the operands of an `or`, and of those within it, so that those that ask for values of one attribute stand
 * together: for `a eq 1 or a eq 2 and b pr` one look at `a` tells what is left to be asked.
 */
export function alternatives(operands: readonly ResolvedFilter[]): Alternatives {
  const byAttribute = new Map<Attribute, Case[]>()
  const elements = new Map<Attribute, ResolvedFilter[]>()
  const others: ResolvedFilter[] = []
  for (const operand of operands.flatMap(withinOr)) {
    const found = caseOf(operand)
    if (operand.kind === 'valuePath') append(elements, operand.attribute, operand.filter)
    else if (found === undefined) others.push(operand)
    else append(byAttribute, found.equality.attribute, found)
  }
  const cases: (readonly [Attribute, Cases])[] = []
  for (const [attribute, list] of byAttribute) {
    // One alone is compared faster than it is looked up.
    if (list.length === 1) others.push(...list.map(({ operand }) => operand))
    else cases.push([attribute, byValue(attribute, list)])
  }
  // There is an element that is this or one that is that: there is one that is either.
  for (const [attribute, filters] of elements)
    others.push({ kind: 'valuePath', attribute, filter: { kind: 'or', operands: filters } })
  return { cases, others }
}

function withinOr(filter: ResolvedFilter): readonly ResolvedFilter[] {
  return filter.kind === 'or' ? filter.operands.flatMap(withinOr) : [filter]
}

function caseOf(operand: ResolvedFilter): Case | undefined {
  const parts = operand.kind === 'and' ? operand.operands : [operand]
  const equality = parts.find((part) => part.kind === 'compare' && part.operator === 'eq') as Equality | undefined
  return equality && { operand, equality, rest: { kind: 'and', operands: parts.filter((part) => part !== equality) } }
}

function byValue(attribute: Attribute, list: readonly Case[]): Cases {
  const comparable = comparableOf(attribute)
  const cases = new Map<Comparable, ResolvedFilter[]>()
  for (const { equality, rest } of list) {
    const value = comparable(equality.value)
    // What is of another type than the attribute equals nothing.
    if (value !== undefined) append(cases, value, rest)
  }
  return cases
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** The operands of an `and`, the negations among them as one: that none of several things holds (De Morgan). */
export function withoutNegations(operands: readonly ResolvedFilter[]): readonly ResolvedFilter[] {
  const negated = operands.flatMap((operand) => (operand.kind === 'not' ? [operand.operand] : []))
  if (negated.length < 2) return operands
  const others = operands.filter(({ kind }) => kind !== 'not')
  return [...others, { kind: 'not', operand: { kind: 'or', operands: negated } }]
}
