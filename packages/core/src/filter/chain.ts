import type { Attribute } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'

/** What an `or` comes to: values that an attribute may have, by attribute, and what is no equality. */
interface Alternatives {
  readonly equalities: readonly (readonly [Attribute, readonly (string | number | boolean)[]])[]
  readonly others: readonly ResolvedFilter[]
}

/** Sorts the operands of an `or`, and of those within it, so that equalities about one attribute are tried together. */
export function alternatives(operands: readonly ResolvedFilter[]): Alternatives {
  const equalities = new Map<Attribute, (string | number | boolean)[]>()
  const others: ResolvedFilter[] = []
  for (const operand of operands.flatMap(withinOr)) {
    if (operand.kind !== 'compare' || operand.operator !== 'eq') {
      others.push(operand)
      continue
    }
    const values = equalities.get(operand.attribute)
    if (values === undefined) equalities.set(operand.attribute, [operand.value])
    else values.push(operand.value)
  }
  return { equalities: [...equalities], others }
}

function withinOr(filter: ResolvedFilter): readonly ResolvedFilter[] {
  return filter.kind === 'or' ? filter.operands.flatMap(withinOr) : [filter]
}

/** The operands of an `and`, the negations among them as one: that none of several things holds (De Morgan). */
export function withoutNegations(operands: readonly ResolvedFilter[]): readonly ResolvedFilter[] {
  const negated = operands.flatMap((operand) => (operand.kind === 'not' ? [operand.operand] : []))
  if (negated.length < 2) return operands
  const others = operands.filter(({ kind }) => kind !== 'not')
  return [...others, { kind: 'not', operand: { kind: 'or', operands: negated } }]
}
