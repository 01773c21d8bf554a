import { describe, expect, it } from 'vitest'
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

describe('a chain', () => {
  it('of alternatives asks once for each attribute, however deep they stand', () => {
    const { equalities, others } = alternatives(
      operandsOf('name eq "a" or (code eq "b" or (name eq "c" or count gt 1)) or name pr'),
    )
    expect(equalities).toEqual([
      [attributeOf('name'), ['a', 'c']],
      [attributeOf('code'), ['b']],
    ])
    expect(others).toEqual(operandsOf('count gt 1 or name pr'))
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
})
