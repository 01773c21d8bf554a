import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/patch/apply.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { plan } from './harness.ts'

const lock = settleResourceType({
  name: 'Lock',
  schema: {
    id: 'urn:example:Lock',
    name: 'Lock',
    attributes: [
      {
        name: 'key',
        type: 'complex',
        subAttributes: [
          { name: 'free' },
          { name: 'other' },
          { name: 'fixed', mutability: 'immutable' },
          { name: 'secret', mutability: 'writeOnly' },
        ],
      },
      {
        name: 'box',
        type: 'complex',
        subAttributes: [{ name: 'owed', required: true }, { name: 'free' }, { name: 'kept', default: 'k' }],
      },
      { name: 'marks', type: 'complex', multiValued: true, subAttributes: [{ name: 'free' }, { name: 'other' }] },
    ],
  },
})

function after(document: JsonObject, operations: readonly JsonObject[]): JsonObject {
  return applyEdits(document, plan(operations, lock, { replacesWhole: true }).edits)
}

const replace = (path: string, value: JsonObject | null) => [{ op: 'replace', path, value }]
const anyKey = fc.record(
  { free: fc.constantFrom('a', 'b'), other: fc.constantFrom('a', 'b'), secret: fc.constantFrom('a', 'b') },
  { requiredKeys: [] },
)

describe('A replace that takes the place of a complex value', () => {
  it('A15: leaves what is given, and what the client cannot see or change', () => {
    fc.assert(
      fc.property(anyKey, anyKey, (held, given) => {
        const before = { key: { fixed: 'f', ...held } }
        const secret = given.secret ?? held.secret
        const expected = { fixed: 'f', ...given, ...(secret !== undefined && { secret }) }
        expect(after(before, replace('key', given))).toEqual({ key: expected })
      }),
    )
  })

  it('is the very same document when nothing changes', () => {
    fc.assert(
      fc.property(anyKey, (held) => {
        const before = { key: { fixed: 'f', ...held } }
        expect(after(before, replace('key', { ...held, fixed: 'f' }))).toBe(before)
        expect(after({}, replace('key', {}))).toEqual({})
      }),
    )
  })

  it('refuses another immutable value, and a value without what is required', () => {
    expect(() => after({ key: { fixed: 'f' } }, replace('key', { fixed: 'g' }))).toThrow(
      expect.objectContaining({ code: 'ATTRIBUTE_MUTABILITY' }),
    )
    expect(() => after({ box: { owed: 'o' } }, replace('box', { free: 'a' }))).toThrow(
      expect.objectContaining({ code: 'ATTRIBUTE_REQUIRED' }),
    )
  })

  it('defaults what it leaves out anew', () => {
    const before = { box: { owed: 'o', free: 'a', kept: 'x' } }
    expect(after(before, replace('box', { owed: 'p' }))).toEqual({ box: { owed: 'p', kept: 'k' } })
  })

  it('takes all of it away with null', () => {
    expect(after({ key: { fixed: 'f', free: 'a' } }, replace('key', null))).toEqual({})
  })

  it.each(['box', 'box.free', 'marks'])('leaves an add as it is, on %s', (path) => {
    const value = { box: { free: 'b' }, 'box.free': 'b', marks: [{ free: 'b' }] }[path] ?? null
    const before = { box: { owed: 'o', free: 'a', kept: 'x' }, marks: [{ other: 'c' }] }
    const add = [{ op: 'add', path, value }]
    expect(after(before, add)).toEqual(applyEdits(before, plan(add, lock).edits))
  })

  it('is about whole values: a part, and a list, are replaced as ever', () => {
    const before = { box: { owed: 'o', free: 'a', kept: 'x' }, marks: [{ other: 'c' }] }
    expect(after(before, [{ op: 'replace', path: 'box.free', value: 'b' }])).toMatchObject({
      box: { owed: 'o', free: 'b', kept: 'x' },
    })
    expect(after(before, [{ op: 'replace', path: 'marks', value: [{ free: 'b' }] }]).marks).toEqual([{ free: 'b' }])
  })
})
