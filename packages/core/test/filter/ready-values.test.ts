import { afterEach, describe, expect, it, vi } from 'vitest'
import { compileFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import { matches, stored, widget } from './harness.ts'

const resources = [
  { name: 'Müller', code: 'A', count: 3, tags: ['ÄRZTE', 'b'], parts: [{ value: 'é1', type: 'a' }, { value: 'É2' }] },
  { name: 'É', code: 'é', tags: ['é'], parts: [{ value: 'x', type: 'É', qty: 2 }] },
  { link: 'https://EXAMPLE.com/%7eé', at: '2026-01-31T10:00:00+02:00', enabled: true },
  {},
].map((attributes) => stored(attributes))

const filters = [
  'name eq "MÜLLER" or name eq "é"',
  'name co "ü"',
  'name ne "müller"',
  'code co "é" and name co "é"',
  'name gt "m"',
  'count ge 3 or enabled eq true',
  'tags co "ärz"',
  'tags[value co "ärz" or value eq "é"]',
  'parts.value co "é"',
  'parts[value co "é" and type eq "A"]',
  'parts[value sw "é"] and parts[value ew "2"]',
  'parts[type eq "é" and qty gt 1]',
  'not (parts[value eq "X"])',
  'link eq "https://example.com/~é"',
  'link co "EXAMPLE"',
  'at eq "2026-01-31T08:00:00Z"',
]

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a filter of many conditions', () => {
  const others = (index: number) =>
    ['name co', 'name eq', 'link co', 'link eq', 'parts.value eq', 'tags co'].map((each) => `${each} "-${index}"`)
  const none = [...others(1), ...others(2)].join(' or ')

  it.each(filters)('means the same: %s', (filter) => {
    for (const resource of resources) {
      const alone = matches(filter, resource)
      expect(matches(`(${filter}) or ${none}`, resource)).toBe(alone)
      expect(matches(`(${filter}) and not (${none})`, resource)).toBe(alone)
    }
  })

  const times = (word: 'and' | 'or', term: (index: number) => string) =>
    Array.from({ length: 60 }, (_, index) => term(index)).join(` ${word} `)

  it.each([
    ['or', false, times('or', (index) => `parts.value co "-${index}"`)],
    ['and', true, times('and', (index) => `not (parts.value co "-${index}")`)],
    ['one pair of brackets', false, times('or', (index) => `parts[value co "-${index}"]`)],
    ['many pairs of brackets', true, times('and', (index) => `parts[value ew "${index % 20}"]`)],
    [
      'alternatives',
      false,
      times('and', (index) => `(parts.value eq "-${index}" or parts.value eq "+${index}" or qty pr)`),
    ],
  ])('folds a text once, with %s', (_, expected, text) => {
    const test = compileFilter(resolveFilter(parseFilter(text), widget, { unknownAttribute: 'noValue' }))
    const parts = Array.from({ length: 20 }, (__, index) => ({ value: `É${index}` }))
    const folds = vi.spyOn(String.prototype, 'toUpperCase')
    for (const resource of [stored({ parts }), stored({ parts: structuredClone(parts) })])
      expect(test(resource)).toBe(expected)
    expect(folds.mock.calls.length).toBe(2 * parts.length)
  })
})
