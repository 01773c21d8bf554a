import { describe, expect, it } from 'vitest'
import type { ResolvedFilter } from '../../src/filter/ast.ts'
import { alternatives, withoutNegations } from '../../src/filter/chain.ts'
import { compileFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import { attributeOf, matches, stored, widget } from './harness.ts'

function operandsOf(filter: string) {
  const resolved = resolveFilter(parseFilter(filter), widget)
  if (!('operands' in resolved)) throw new Error(`${filter} is no chain`)
  return resolved.operands
}

function asOr(filter: ResolvedFilter): ResolvedFilter {
  if (filter.kind !== 'valuePath' || filter.filter.kind === 'or') return filter
  return { ...filter, filter: { kind: 'or', operands: [filter.filter] } }
}

describe('a chain', () => {
  it('of alternatives asks once for each attribute, however deep they stand', () => {
    const { cases, others } = alternatives(
      operandsOf('name eq "A" or (code eq "b" or (name eq "c" and count gt 1 or count gt 2)) or name pr'),
    )
    const always = { kind: 'and', operands: [] }
    const countAbove = { kind: 'and', operands: operandsOf('name pr and count gt 1').slice(1) }
    expect(cases).toEqual([
      [
        attributeOf('name'),
        new Map([
          ['a', [always]],
          ['c', [countAbove]],
        ]),
      ],
    ])
    expect(others).toEqual(operandsOf('count gt 2 or name pr or code eq "b"'))
  })

  it('of conditions on an element asks each element once', () => {
    const { others } = alternatives(operandsOf('parts[type eq "a"] or dim[w eq 1] or parts[type eq "b"]'))
    expect(others).toEqual(operandsOf('parts[(type eq "a") or (type eq "b")] or dim[w eq 1]').map(asOr))
  })

  it('keeps apart what has to hold besides, by value', () => {
    const { cases } = alternatives(operandsOf('name eq "a" and code pr or name eq "A" and code sw "x" or name eq "a"'))
    const [[, rests] = []] = cases
    expect(rests?.get('a')).toEqual([
      { kind: 'and', operands: operandsOf('name pr and code pr').slice(1) },
      { kind: 'and', operands: operandsOf('name pr and code sw "x"').slice(1) },
      { kind: 'and', operands: [] },
    ])
  })

  it('of things that must not be asks whether one of them is', () => {
    expect(withoutNegations(operandsOf('name ne "a" and code pr and name ne "b"'))).toEqual([
      ...operandsOf('code pr and code pr').slice(1),
      { kind: 'not', operand: { kind: 'or', operands: operandsOf('name eq "a" or name eq "b"') } },
    ])
  })

  it('with one negation, or none, stays as it is', () => {
    for (const filter of ['name ne "a" and code pr', 'name eq "a" and code pr']) {
      const operands = operandsOf(filter)
      expect(withoutNegations(operands)).toBe(operands)
    }
  })

  it.each<readonly [string, boolean]>([
    ['tags eq "x" or tags eq "BLUE" or tags eq "y"', true],
    ['tags eq "x" or tags eq "y"', false],
    ['code eq "x" or code eq "M"', true],
    ['code eq "x" or code eq "m"', false],
    ['count eq 1 or count eq 2', false],
    ['count eq 1 or count eq 5 or name eq "x"', true],
    ['tags ne "x" and tags ne "blue"', false],
    ['tags ne "x" and tags ne "y"', true],
    ['state ne "x" and state ne "y" and name pr', true],
    ['state eq "x" or state eq "y"', false],
    ['parts[type eq "c" or type eq "b"]', true],
    ['parts[type ne "a" and type ne "b"]', false],
    ['name eq "n" and count eq 4 or name eq "N" and count eq 5', true],
    ['name eq "n" and count eq 4 or name eq "N" and count eq 6', false],
    ['name eq "x" and count eq 5 or name eq "y" and count eq 5', false],
    ['count eq 5 and name eq "x" or count eq 5 and name eq "n" or count eq 6', true],
    ['count eq 5 and name eq "x" or count eq 5 and name eq "y" or count eq 6', false],
    ['tags eq "red" and code eq "x" or tags eq "blue" and code eq "M"', true],
    ['tags eq "red" and tags eq "green" or tags eq "blue" and tags eq "red"', true],
    ['parts[type eq "a" and value eq "2" or type eq "b" and value eq "1"]', false],
    ['parts[type eq "a" and value eq "1" or type eq "b" and value eq "2"]', true],
    ['parts[type eq "a" and value eq "2"] or parts[type eq "b"]', true],
    ['parts[type eq "a" and value eq "2"] or parts[type eq "c"]', false],
    ['parts[type eq "a" or type eq "b"] and parts[value eq "1" or value eq "2"]', true],
  ])('means what its terms mean: %s: %s', (filter, expected) => {
    const resource = stored({
      name: 'n',
      code: 'M',
      count: 5,
      tags: ['red', 'Blue'],
      parts: [{ type: 'a', value: '1' }, { type: 'b' }],
    })
    expect(matches(filter, resource)).toBe(expected)
  })

  it('of literals that fit no value matches nothing', () => {
    const [name, equal] = [attributeOf('name'), { kind: 'compare', operator: 'eq' } as const]
    const operands = [1, 2].map((value) => ({ ...equal, attribute: name, value }))
    expect(compileFilter({ kind: 'or', operands })(stored({ name: 3 }))).toBe(false)
  })

  it('of conditions that are alike to the end is followed no further than it is worth', () => {
    const like = Array(3_000).fill('name eq "n"').join(' and ')
    const limits = { length: 1_000_000, depth: 50, terms: 20_000 }
    const filter = resolveFilter(parseFilter(`${like} or ${like}`, { limits }), widget)
    expect(compileFilter(filter)(stored({ name: 'n' }))).toBe(true)
    expect(compileFilter(filter)(stored({ name: 'm' }))).toBe(false)
  })
})
