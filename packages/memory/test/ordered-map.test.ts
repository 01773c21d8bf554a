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
  expect(map.select(['z', 'nothing', 'x'])).toEqual([
    { position: 0, value: 0 },
    { position: 2, value: 2 },
  ])
})

test('a walk finds what a search of all entries finds, whatever was changed or taken back before', () => {
  const anyBatch = fc.record({ changes: anyChanges, undone: fc.boolean(), from: fc.integer({ min: -1, max: 90 }) })
  fc.assert(
    fc.property(fc.array(anyBatch, { maxLength: 8 }), (batches) => {
      const map = new OrderedMap<number>()
      for (const { changes, undone, from: whole } of batches) {
        const journal: Journal = []
        apply(map, changes, journal)
        // Also while the changes may yet be taken back.
        expect([...map.walk({ from: -1, direction: 1 })]).toEqual([...map.entries()])
        if (undone) rollBack(journal)
        const all = [...map.entries()]
        const from = whole + 0.5
        expect([...map.walk({ from, direction: 1 })]).toEqual(all.filter(({ position }) => position > from))
        expect([...map.walk({ from, direction: -1 })]).toEqual(all.filter(({ position }) => position < from).reverse())
      }
    }),
  )
})

test('what is gone does not pile up for walks', () => {
  const map = new OrderedMap<number>()
  const keep = (at: number) => map.set(`key ${at}`, at, [])
  keep(-1)
  for (let at = 0; at < 1000; at += 1) {
    keep(at)
    expect([...map.walk({ from: Number.POSITIVE_INFINITY, direction: -1 })].length).toBe(2)
    map.delete(`key ${at}`, [])
  }
  expect([...map.walk({ from: Number.NEGATIVE_INFINITY, direction: 1 })]).toEqual([{ position: 0, value: -1 }])
})
