import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Journal, rollBack } from '../src/journal.ts'
import { OrderedMap } from '../src/ordered-map.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const anyChanges = fc.array(fc.record({ key, value: fc.option(fc.nat()) }), { maxLength: 20 })

function apply(map: OrderedMap<number>, changes: readonly { key: string; value: number | null }[], journal: Journal) {
  for (const change of changes) {
    if (change.value === null) map.delete(change.key, journal)
    else map.set(change.key, change.value, journal)
  }
}

function list(map: OrderedMap<number>) {
  return [...map.keys()].map((each) => [each, map.get(each)])
}

test('lists what a Map would list', () => {
  fc.assert(
    fc.property(anyChanges, (changes) => {
      const map = new OrderedMap<number>()
      const plain = new Map<string, number>()
      apply(map, changes, [])
      for (const { key, value } of changes) {
        if (value === null) plain.delete(key)
        else plain.set(key, value)
      }
      expect(list(map)).toEqual([...plain])
      expect([...map.values()]).toEqual([...plain.values()])
      expect(map.size).toBe(plain.size)
    }),
  )
})

test('rolled back, it lists what it listed before, in that order', () => {
  fc.assert(
    fc.property(anyChanges, anyChanges, anyChanges, (before, undone, later) => {
      const map = new OrderedMap<number>()
      apply(map, before, [])
      const expected = list(map)
      const journal: Journal = []
      apply(map, undone, journal)
      rollBack(journal)
      expect(list(map)).toEqual(expected)
      const untouched = new OrderedMap<number>()
      apply(untouched, [...before, ...later], [])
      apply(map, later, [])
      expect(list(map)).toEqual(list(untouched))
    }),
  )
})

test('a selection comes in the order of the map', () => {
  const map = new OrderedMap<number>()
  apply(
    map,
    ['x', 'y', 'z'].map((each, value) => ({ key: each, value })),
    [],
  )
  expect([...map.select(['z', 'nothing', 'x'])]).toEqual([0, 2])
})
