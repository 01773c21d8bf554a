import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveElementFilter } from '../../src/filter/resolve.ts'
import { Allowance } from '../../src/patch/allowance.ts'
import { Effort } from '../../src/patch/effort.ts'
import { costOfFilter } from '../../src/patch/filter-cost.ts'
import { weightOf } from '../../src/patch/weight.ts'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { apply, applyToKit, kit } from './harness.ts'

const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, at) => make(at))
const part = (index: number) => ({ value: `someone.${index}@example.com`, type: index % 2 === 0 ? 'a' : 'b' })
const long = (count: number): JsonObject => ({ name: 'x', parts: times(count, part) })

describe('a PATCH', () => {
  it.each<readonly [string, JsonObject, readonly JsonObject[]]>([
    [
      'of 100 operations on 500 elements',
      long(500),
      times(100, (index) => ({ op: 'replace', path: `parts[value eq "${part(index).value}"].qty`, value: index })),
    ],
    [
      'that takes 1 000 elements away one by one',
      long(1000),
      times(1000, (index) => ({ op: 'remove', path: `parts[value eq "${part(index).value}"]` })),
    ],
    ['of 10 000 values', long(500), [{ op: 'add', path: 'parts', value: times(10_000, part) }]],
    [
      'of 10 000 values instead of as many',
      long(10_000),
      [{ op: 'replace', path: 'parts', value: times(10_000, part) }],
    ],
    ['of 10 000 additions', long(1), times(10_000, (index) => ({ op: 'add', path: 'parts', value: part(index) }))],
    [
      'of 10 000 operations on short lists',
      long(2),
      times(10_000, (index) => ({ op: 'replace', path: `parts[value eq "${part(0).value}"].qty`, value: index })),
    ],
    [
      'that names 5 000 of 5 000 elements',
      long(5000),
      [{ op: 'remove', path: `parts[${times(150, (index) => `value eq "${part(index).value}"`).join(' or ')}]` }],
    ],
  ])('%s is done', (_, document, operations) => {
    expect(() => apply(document, operations)).not.toThrow()
  })

  const names = (count: number, prefix: string) => times(count, (index) => `${prefix}${index}`)

  it.each<readonly [string, () => unknown]>([
    [
      'goes through 500 elements 4 000 times',
      () =>
        apply(
          long(500),
          times(4000, (index) => ({ op: 'remove', path: `parts[value eq "${index}"]` })),
        ),
    ],
    [
      'writes into 500 elements 1 000 times',
      () =>
        apply(
          long(500),
          times(1000, (index) => ({ op: 'replace', path: 'parts.qty', value: index })),
        ),
    ],
    [
      'holds 500 elements against 100 conditions 100 times',
      () =>
        apply(
          long(500),
          times(100, (index) => ({
            op: 'remove',
            path: `parts[${names(100, `${index}-`)
              .map((text) => `value co "${text}"`)
              .join(' or ')}]`,
          })),
        ),
    ],
    [
      'looks into a text of a million characters 500 times',
      () =>
        apply(
          { name: 'x', parts: [{ display: 'x'.repeat(1_000_000) }] },
          times(500, (index) => ({ op: 'remove', path: `parts[display co "${index}"]` })),
        ),
    ],
    [
      'compares all elements of one value 500 times',
      () =>
        apply(
          { name: 'x', parts: times(500, (index) => ({ value: 'same', type: `${index}` })) },
          times(500, (index) => ({ op: 'replace', path: `parts[type eq "${index}"].value`, value: 'same' })),
        ),
    ],
    [
      'lets a list grow by what it makes',
      () =>
        apply(
          { name: 'x' },
          times(5000, (index) => ({ op: 'add', path: `parts[type eq "${index}"].value`, value: 'v' })),
          { createUnmatched: () => undefined },
        ),
    ],
    [
      'adds to a long list in a singular value, over and over',
      () =>
        applyToKit(
          { box: { labels: names(10_000, 'a') } },
          times(1000, (index) => ({ op: 'add', path: 'box.labels', value: `b${index}` })),
        ),
    ],
    [
      'makes a list in a singular value longer and longer',
      () =>
        applyToKit(
          {},
          times(500, (index) => ({ op: 'add', path: 'box.labels', value: names(100, `${index}-`) })),
        ),
    ],
    [
      'adds a long list to each of many elements',
      () => applyToKit(long(500), [{ op: 'add', path: 'parts.names', value: names(10_000, 'a') }]),
    ],
    [
      'adds single values between other operations',
      () =>
        apply(
          { name: 'x', parts: times(1000, (index) => ({ display: `${index}` })) },
          times(1000, (index) => [
            { op: 'add', path: 'parts', value: { display: `${index}`, qty: 1 } },
            { op: 'remove', path: 'hint' },
          ]).flat(),
        ),
    ],
  ])('that %s is refused', (_, work) => {
    expect(errorOf(work).message).toBe('The PATCH goes through long lists too often. Split it over several requests.')
  })
})

describe('the effort of an edit', () => {
  const parts = kit.byName.get('parts')
  if (parts === undefined) throw new Error('There is no such attribute.')
  const elements = (count: number) => times(count, part)
  /** How often something can be done before it is refused. */
  const rounds = (work: (effort: Effort) => void, effort = new Effort(new Allowance())): number => {
    for (let round = 0; round < 100_000; round += 1) if (isRefused(() => work(effort))) return round
    return Number.POSITIVE_INFINITY
  }
  const isRefused = (work: () => void): boolean => {
    try {
      work()
      return false
    } catch {
      return true
    }
  }
  const filter = (text: string) => resolveElementFilter(parseFilter(text), parts)
  const visiting = (count: number, text?: string) => {
    const [list, condition] = [elements(count), text === undefined ? undefined : filter(text)]
    return rounds((effort) => effort.visit(parts, list, condition))
  }

  it('grows with the list, and with the conditions', () => {
    const [short, twice] = [visiting(1000), visiting(2000)]
    expect(short / twice).toBeCloseTo(2, 1)
    expect(short).toBeLessThan(10_000)
    expect(short / visiting(1000, 'value eq "a"')).toBeGreaterThan(2)
    expect(visiting(1000, 'value eq "a"') / visiting(1000, 'value eq "a" and type eq "b"')).toBeGreaterThan(1.5)
  })

  it('grows with the conditions there are to make ready, though few are looked at', () => {
    const any = times(100, (index) => `value eq "${index}"`).join(' or ')
    expect(visiting(1, 'value eq "a"') / visiting(1, any)).toBeGreaterThan(10)
  })

  it('grows with what is written, for all that comes after', () => {
    const write = (value: JsonValue) => rounds((effort) => effort.write(parts, value))
    expect(write('x')).toBeGreaterThan(write(times(1000, String)) * 50)
    const list = elements(10)
    const visit = (effort: Effort) => effort.visit(parts, list)
    const written = new Effort(new Allowance())
    written.write(parts, times(1000, String))
    expect(rounds(visit) / rounds(visit, written)).toBeGreaterThan(10)
  })

  it('grows with what is compared', () => {
    const compare = (count: number) => rounds((effort) => effort.compare(parts, count))
    expect(compare(100) / compare(1000)).toBeCloseTo(10, 0)
    expect(compare(0)).toBe(Number.POSITIVE_INFINITY)
    const written = new Effort(new Allowance())
    written.write(parts, times(1000, String))
    expect(compare(10) / rounds((effort) => effort.compare(parts, 10), written)).toBeGreaterThan(4)
  })
})

describe('what a filter costs', () => {
  const parts = kit.byName.get('parts')
  if (parts === undefined) throw new Error('There is no such attribute.')
  const cost = (text: string) => costOfFilter(resolveElementFilter(parseFilter(text), parts))

  it.each([
    ['value pr', 1, 1],
    ['value eq "a"', 1, 1],
    ['not (value co "a")', 1, 1],
    ['value co "a" and type sw "b"', 2, 2],
    ['value eq "a" and value eq "b" and value eq "c"', 3, 3],
    ['not (value co "a" and type sw "b" and names pr)', 3, 3],
    ['value co "a" or type sw "b" or names pr', 3, 3],
    // One look at the value tells which of them can hold.
    ['value eq "a" or value eq "b" or value eq "c"', 1, 3],
    ['value eq "a" and type pr or value eq "b" and (type pr or names pr)', 3, 5],
    ['value eq "a" and type pr or value eq "a" and names pr', 3, 3],
    ['value eq "a" or type co "b" or value eq "c"', 2, 3],
  ])('%s: %i conditions for an element, %i to make ready', (text, tests, terms) => {
    expect(cost(text)).toEqual({ tests, terms })
  })

  it('is nothing without one', () => {
    expect(costOfFilter(undefined)).toEqual({ tests: 0, terms: 0 })
  })

  it('counts all conditions behind equalities that are nested deeper than they are looked up', () => {
    const same = 'value eq "a" and type eq "b" and names eq "c" and marks eq "d" and primary eq true'
    const texts = times(10, (index) => `${same} and value co "${index}"`)
    expect(cost(texts.join(' or ')).tests).toBe(4 + 10 * 2)
  })
})

describe('the weight of a value', () => {
  it('is nothing for what is short', () => {
    for (const value of [undefined, null, true, 7, 'x'.repeat(64), {}, [], { a: 'b', c: 1 }])
      expect(weightOf(value)).toBe(0)
  })

  it('grows with the length of a text, and faster beyond ASCII', () => {
    expect(weightOf('x'.repeat(6400))).toBe(100)
    expect(weightOf('é')).toBeGreaterThan(5)
    expect(weightOf('é'.repeat(8))).toBe(6)
    expect(weightOf('é'.repeat(6400)) / weightOf('x'.repeat(6400))).toBeGreaterThan(5)
  })

  it('counts what is in lists and objects', () => {
    expect(weightOf(['a', 'b', 3])).toBe(3)
    expect(weightOf({ names: ['a', 'b'], more: ['c'] })).toBe(3)
    expect(weightOf([{ names: ['a'] }, {}, { names: ['b', 'c'] }])).toBe(3)
    expect(weightOf({ text: 'x'.repeat(128) })).toBe(2)
  })
})
