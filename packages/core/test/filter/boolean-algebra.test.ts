import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Filter } from '../../src/filter/ast.ts'
import { compileElementFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { printFilter } from '../../src/filter/print.ts'
import { resolveElementFilter } from '../../src/filter/resolve.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { attributeOf, matches, stored } from './harness.ts'

/** A filter over four facts, and what it is worth, computed without anything of the engine. */
interface Oracle {
  readonly filter: Filter
  readonly holds: (facts: JsonObject) => boolean
}

const facts: readonly Oracle[] = [
  {
    filter: { kind: 'compare', path: 'type', operator: 'eq', value: 'A' },
    holds: ({ type }) => type === 'a',
  },
  {
    filter: { kind: 'compare', path: 'qty', operator: 'ge', value: 2 },
    holds: ({ qty }) => typeof qty === 'number' && qty >= 2,
  },
  { filter: { kind: 'present', path: 'display' }, holds: ({ display }) => display === 'x' },
  {
    filter: { kind: 'compare', path: 'type', operator: 'ne', value: 'b' },
    holds: ({ type }) => type !== 'b',
  },
]

const oracles = fc.letrec<{ oracle: Oracle }>((tie) => ({
  oracle: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(...facts),
    tie('oracle').map(
      ({ filter, holds }): Oracle => ({
        filter: { kind: 'not', operand: filter },
        holds: (subject) => !holds(subject),
      }),
    ),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('oracle'), { minLength: 2, maxLength: 4 }))
      .map(([kind, parts]) => combine(kind, parts)),
  ),
})).oracle

const subjects = fc.record(
  { type: fc.constantFrom('a', 'b', 'c'), qty: fc.integer({ min: 0, max: 4 }), display: fc.constantFrom('x', '') },
  { requiredKeys: [] },
)

describe('and, or and not', () => {
  it('mean what they mean, through text and back', () => {
    const part = attributeOf('parts')
    fc.assert(
      fc.property(oracles, subjects, ({ filter, holds }, subject) => {
        const read = parseFilter(printFilter(filter))
        expect(compileElementFilter(resolveElementFilter(read, part))(subject)).toBe(holds(subject))
      }),
      { numRuns: 1000 },
    )
  })

  it('are about one element in square brackets', () => {
    fc.assert(
      fc.property(oracles, fc.array(subjects, { maxLength: 4 }), ({ filter, holds }, elements) => {
        const text = `parts[${printFilter(filter)}]`
        expect(matches(text, stored({ parts: elements }))).toBe(elements.some(holds))
        expect(matches(`not (${text})`, stored({ parts: elements }))).toBe(!elements.some(holds))
      }),
      { numRuns: 500 },
    )
  })

  const table = [
    ['a', { name: 'a' }],
    ['b', { code: 'b' }],
    ['c', { count: 1 }],
  ] as const

  it.each<readonly [string, (a: boolean, b: boolean, c: boolean) => boolean]>([
    ['name eq "a" or code eq "b" and count eq 1', (a, b, c) => a || (b && c)],
    ['name eq "a" and code eq "b" or count eq 1', (a, b, c) => (a && b) || c],
    ['(name eq "a" or code eq "b") and count eq 1', (a, b, c) => (a || b) && c],
    ['not (name eq "a") and code eq "b"', (a, b) => !a && b],
    ['not (name eq "a" and code eq "b")', (a, b) => !(a && b)],
    ['not (name eq "a" or code eq "b")', (a, b) => !(a || b)],
    ['name eq "a" and code eq "b" and count eq 1', (a, b, c) => a && b && c],
    ['name eq "a" or not (code eq "b" or (not(count eq 1)))', (a, b, c) => a || !(b || !c)],
  ])('have this truth table: %s', (filter, holds) => {
    for (let row = 0; row < 8; row += 1) {
      const [a, b, c] = table.map((_, column) => (row & (1 << column)) !== 0)
      const attributes = Object.assign(
        {},
        ...table.filter((_, column) => row & (1 << column)).map(([, value]) => value),
      )
      expect(matches(filter, stored(attributes)), `row ${row}`).toBe(holds(a === true, b === true, c === true))
    }
  })
})

function combine(kind: 'and' | 'or', parts: readonly Oracle[]): Oracle {
  const [first, second, ...rest] = parts.map(({ filter }) => filter)
  if (first === undefined || second === undefined) throw new Error('a chain has two operands')
  return {
    filter: { kind, operands: [first, second, ...rest] },
    holds: (subject) =>
      kind === 'and' ? parts.every(({ holds }) => holds(subject)) : parts.some(({ holds }) => holds(subject)),
  }
}
