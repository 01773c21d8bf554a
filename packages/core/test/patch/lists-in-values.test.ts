import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { applyToKit } from './harness.ts'

const p = { value: 'p', type: 'a', names: ['x', 'y'], marks: ['m'] }
const q = { value: 'q', type: 'b' }
const document: JsonObject = { box: { size: 's', labels: ['k'] }, parts: [p, q] }
const path = 'parts[value eq "p"].names'

const after = (...operations: readonly JsonObject[]) => applyToKit(document, operations)

// RFC 7643 §2.3.8 forbids complex values in complex ones, but no lists of simple values (`canonicalValues` in §7 is
// one).
describe('a multi-valued sub-attribute', () => {
  it.each<readonly [string, JsonObject, JsonValue]>([
    ['gets a list of values more', { op: 'add', path, value: ['z'] }, [{ ...p, names: ['x', 'y', 'z'] }, q]],
    ['gets one value more', { op: 'add', path, value: 'z' }, [{ ...p, names: ['x', 'y', 'z'] }, q]],
    ['has a value once', { op: 'add', path, value: ['y', 'z', 'x'] }, [{ ...p, names: ['x', 'y', 'z'] }, q]],
    ['gets values in every element', { op: 'add', path: 'parts.names', value: 'x' }, [p, { ...q, names: ['x'] }]],
    [
      'gets those of an element that is there',
      { op: 'add', path: 'parts', value: { value: 'p', type: 'a', names: ['z'] } },
      [{ ...p, names: ['x', 'y', 'z'] }, q],
    ],
    [
      'gets those that are said of selected elements',
      { op: 'add', path: 'parts[type pr]', value: { names: ['y', 'z'] } },
      [
        { ...p, names: ['x', 'y', 'z'] },
        { ...q, names: ['y', 'z'] },
      ],
    ],
    ['is replaced whole', { op: 'replace', path, value: ['z'] }, [{ ...p, names: ['z'] }, q]],
    ['is removed whole', { op: 'remove', path }, [{ value: 'p', type: 'a', marks: ['m'] }, q]],
    ['is emptied by an empty list', { op: 'replace', path, value: [] }, [{ value: 'p', type: 'a', marks: ['m'] }, q]],
  ])('%s', (_, operation, parts) => {
    expect(after(operation).parts).toEqual(parts)
  })

  it('of a singular value does the same', () => {
    const box = (operation: JsonObject) => after(operation).box
    expect(box({ op: 'add', path: 'box.labels', value: 'l' })).toEqual({ size: 's', labels: ['k', 'l'] })
    expect(box({ op: 'add', path: 'box', value: { labels: ['l'] } })).toEqual({ size: 's', labels: ['k', 'l'] })
    expect(box({ op: 'add', value: { box: { labels: ['l'] } } })).toEqual({ size: 's', labels: ['k', 'l'] })
    expect(box({ op: 'replace', path: 'box', value: { labels: ['l'] } })).toEqual({ size: 's', labels: ['l'] })
    expect(box({ op: 'replace', path: 'box.labels', value: ['l'] })).toEqual({ size: 's', labels: ['l'] })
    expect(box({ op: 'remove', path: 'box.labels' })).toEqual({ size: 's' })
    expect(applyToKit({}, [{ op: 'add', path: 'box.labels', value: 'l' }])).toEqual({ box: { labels: ['l'] } })
  })

  it('is as it was when nothing new is added', () => {
    for (const value of [[], null, 'x', ['y', 'x']] as const) {
      expect(after({ op: 'add', path, value })).toBe(document)
      expect(
        after({ op: 'add', path: 'parts[value eq "p"]', value: { type: 'a', names: value === 'x' ? ['x'] : value } }),
      ).toBe(document)
    }
    expect(after({ op: 'add', path: 'parts[value eq "q"].names', value: [] })).toBe(document)
  })

  it('that is immutable gets no values more', () => {
    const add = (value: string) => after({ op: 'add', path: 'parts[value eq "p"].marks', value })
    expect(add('m')).toBe(document)
    expect(errorOf(() => add('n')).code).toBe('ATTRIBUTE_MUTABILITY')
  })

  it('takes lists to be replaced, and values of its own type', () => {
    expect(errorOf(() => after({ op: 'replace', path, value: 'z' })).message).toContain('must be an array')
    expect(errorOf(() => after({ op: 'add', path, value: { value: 'z' } })).message).toContain('must be a string')
  })

  it('has the values that a filter describes, in an element that is made', () => {
    const made = (filter: string, operation: JsonObject) =>
      applyToKit({}, [{ ...operation, path: `parts[${filter}].names` }], { createUnmatched: () => undefined }).parts
    expect(made('type eq "c" and names eq "x"', { op: 'add', value: 'y' })).toEqual([{ type: 'c', names: ['x', 'y'] }])
    expect(made('names eq "x" and names eq "y"', { op: 'add', value: 'z' })).toEqual([{ names: ['x', 'y', 'z'] }])
    expect(made('names eq "x"', { op: 'replace', value: ['z'] })).toEqual([{ names: ['z'] }])
  })
})
