import { parseFilter, resolveElementFilter, settleResourceType } from '@scimkit/core'
import { expect, test, vi } from 'vitest'
import { matchElements } from '../src/match-elements.ts'
import { Relation } from '../src/relation.ts'
import { applyDelta } from '../src/relation-deltas.ts'
import { members } from './fixture.ts'

const definition = { name: 'members', type: 'complex', multiValued: true } as const

function populated(): Relation {
  const relation = new Relation()
  for (const value of ['a', 'b', 'c']) relation.add('team', { value }, [])
  return relation
}

function filter(text: string) {
  return resolveElementFilter(parseFilter(text), members)
}

test.each(['value eq "b"', 'value eq "b" or value eq "x"', 'value eq "x" or (value eq "b" or value eq "b")'])(
  '%s is looked up, without listing the elements',
  (text) => {
    const relation = populated()
    const listing = vi.spyOn(relation, 'elementsOf')
    expect(matchElements({ relation, owner: 'team' }, filter(text))).toEqual(['b'])
    expect(listing).not.toHaveBeenCalled()
  },
)

test.each(['value ne "a"', 'value eq "b" or type pr or value eq "c"', 'not (value eq "a")'])(
  '%s is tried on each element',
  (text) => {
    const found = matchElements({ relation: populated(), owner: 'team' }, filter(text))
    expect(found).toEqual(['b', 'c'])
  },
)

test('where case does not count, a value is tried on each element', () => {
  const [inexact] = settleResourceType({
    name: 'Group',
    schema: {
      id: 'urn:example:Group',
      name: 'Group',
      attributes: [{ ...definition, subAttributes: [{ name: 'value' }] }],
    },
    relations: [{ attribute: 'members' }],
  }).relations as [typeof members]
  const wanted = resolveElementFilter(parseFilter('value eq "B"'), inexact)
  expect(matchElements({ relation: populated(), owner: 'team' }, wanted)).toEqual(['b'])
})

test('adding and removing list no elements either', () => {
  const relation = populated()
  const listings = [vi.spyOn(relation, 'elementsOf'), vi.spyOn(relation, 'valuesOf'), vi.spyOn(relation, 'ownersOf')]
  const side = { relation, owner: 'team', journal: [] }
  expect(applyDelta(side, { kind: 'add', elements: [{ value: 'd' }, { value: 'a' }] })).toBe(true)
  expect(applyDelta(side, { kind: 'remove', values: ['b', 'x'] })).toBe(true)
  expect(applyDelta(side, { kind: 'removeWhere', filter: filter('value eq "c"') })).toBe(true)
  for (const listing of listings) expect(listing).not.toHaveBeenCalled()
  expect(relation.valuesOf('team')).toEqual(['a', 'd'])
})

test('both sides stay in step', () => {
  const relation = populated()
  relation.add('other', { value: 'a' }, [])
  expect(relation.ownersOf('a')).toEqual(['team', 'other'])
  relation.remove('team', 'a', [])
  expect(relation.ownersOf('a')).toEqual(['other'])
  relation.remove('other', 'a', [])
  expect(relation.ownersOf('a')).toEqual([])
  expect(relation.valuesOf('other')).toEqual([])
})
