import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveSort } from '../../src/filter/resolve-sort.ts'
import { compareSortKeys, sortKeyOf } from '../../src/filter/sort-key.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { widgetExtensionUrn, widgetUrn } from '../fixtures/widget.ts'
import { attributeOf, crew, errorOf, stored, widget } from './harness.ts'

/** The order of some documents, by their `name`s or the value at a path. */
function ordered(path: string, documents: readonly JsonObject[]): readonly JsonObject[] {
  const keyOf = sortKeyOf(resolveSort(path, widget))
  const sorted = documents
    .map((document) => stored(document))
    .sort((left, right) => compareSortKeys(keyOf(left), keyOf(right)))
  return sorted.map(({ attributes }) => attributes)
}

describe('sorting', () => {
  it.each<readonly [string, readonly JsonObject[]]>([
    ['name', [{ name: 'A' }, { name: 'b' }, { name: 'C' }]],
    ['code', [{ code: 'A' }, { code: 'b' }, { code: 'c' }]],
    ['code', [{ code: 'A' }, { code: 'C' }, { code: 'b' }]],
    ['code', [{ code: '\uff5e' }, { code: '\u{1f600}' }]],
    ['count', [{ count: -1 }, { count: 2 }, { count: 10 }]],
    ['ratio', [{ ratio: 0.5 }, { ratio: 0.75 }]],
    ['enabled', [{ enabled: false }, { enabled: true }]],
    ['at', [{ at: '2026-01-31T10:00:00+02:00' }, { at: '2026-01-31T08:30:00Z' }, { at: '2026-01-31T08:30:00.5Z' }]],
    ['dim.w', [{ dim: { w: 2 } }, { dim: { w: 10 } }]],
    ['tags', [{ tags: ['a', 'z'] }, { tags: ['b', 'a'] }]],
    ['nums', [{ nums: [2, 99] }, { nums: [10, 1] }]],
    [
      `${widgetExtensionUrn}:owner`,
      [{ [widgetExtensionUrn]: { owner: 'a' } }, { [widgetExtensionUrn]: { owner: 'B' } }],
    ],
    ['name', [{ name: 'a' }, {}]],
    ['name', [{ name: 'a' }, { name: null }]],
    ['tags', [{ tags: ['x'] }, { tags: [] }]],
    ['dim.w', [{ dim: { w: 1 } }, { dim: {} }]],
    [
      'parts.value',
      [
        { parts: [{ value: 'z' }, { value: 'a', primary: true }] },
        { parts: [{ value: 'b' }, { value: 'a' }] },
        { parts: [{ value: 'a' }, { value: 'c', primary: true }] },
        { parts: [{ type: 'a' }, { value: 'd' }] },
        { parts: [{ value: 'e' }, { type: 'a', primary: true }] },
        { parts: [{ type: 'a' }] },
      ],
    ],
  ])('by %s puts %j in this order', (path, documents) => {
    expect(ordered(path, documents)).toEqual(documents)
    expect(ordered(path, documents.toReversed())).toEqual(documents)
  })

  it('by what is kept beside the document works as well', () => {
    const [first, second] = [stored({}, { id: 'a', version: 2 }), stored({}, { id: 'b', version: 1 })]
    const compare = (path: string) => {
      const keyOf = sortKeyOf(resolveSort(path, widget))
      return Math.sign(compareSortKeys(keyOf(first), keyOf(second)))
    }
    expect(compare('id')).toBe(-1)
    expect(compare('meta.location')).toBe(-1)
    expect(compare('meta.version')).toBe(1)
    expect(compare('meta.created')).toBe(0)
  })

  it('puts numbers before strings when types meet', () => {
    expect(compareSortKeys(9, '1')).toBe(-1)
    expect(compareSortKeys('1', 9)).toBe(1)
  })

  it('is a total order, whatever the keys are', () => {
    const keys = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true }), fc.constant(undefined))
    fc.assert(
      fc.property(keys, keys, keys, (a, b, c) => {
        expect(Math.sign(compareSortKeys(a, b))).toBe(-Math.sign(compareSortKeys(b, a)) + 0)
        if (compareSortKeys(a, b) <= 0 && compareSortKeys(b, c) <= 0)
          expect(compareSortKeys(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('of strings is that of their code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        expect(Math.sign(compareSortKeys(left, right))).toBe(byCodePoints(left, right))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('sortBy', () => {
  it.each([
    ['NAME', 'name'],
    [`${widgetUrn}:dim.W`, 'dim.w'],
    ['parts', 'parts.value'],
    [`${widgetExtensionUrn}:maker`, `${widgetExtensionUrn}:maker.value`],
    ['meta.location', 'id'],
  ])('%s is the attribute %s', (path, attribute) => {
    expect(resolveSort(path, widget)).toBe(attributeOf(attribute))
  })

  it('of a relation is its value', () => {
    expect(resolveSort('members', crew).path).toBe('members.value')
  })

  it.each([
    ['nope', 'it is no attribute of Widget'],
    ['', 'it is no attribute of Widget'],
    ['owner', 'it is no attribute of Widget'],
    ['parts[type eq "a"].value', 'it is no attribute of Widget'],
    [widgetExtensionUrn, 'it is no attribute of Widget'],
    ['dim', 'it is complex; name one of its sub-attributes: w, h, unit'],
    ['meta', 'it is complex; name one of its sub-attributes'],
    ['secret', 'it is never returned'],
    ['parts.$ref', 'it is made from "value"'],
    ['schemas', 'its first value is the same for every resource'],
  ])('"%s" is refused', (path, problem) => {
    const error = errorOf(() => resolveSort(path, widget))
    expect(error.code).toBe('SORT_ATTRIBUTE')
    expect(error.message).toContain(`The results cannot be sorted by "${path}": ${problem}`)
  })
})

function byCodePoints(left: string, right: string): number {
  const [a, b] = [[...left], [...right]].map((characters) =>
    characters.map((character) => character.codePointAt(0) ?? 0),
  )
  if (a === undefined || b === undefined) throw new Error('two strings')
  const at = a.findIndex((point, index) => point !== b[index])
  if (at < 0) return a.length === b.length ? 0 : -1
  const other = b[at]
  return other === undefined || (a[at] ?? 0) > other ? 1 : -1
}
