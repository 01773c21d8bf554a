import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/patch/apply.ts'
import { readOperations } from '../../src/patch/operation.ts'
import { planPatch } from '../../src/patch/plan.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const widget = settleResourceType(widgetDefinition)
const group = settleResourceType(groupResourceType, [userResourceType, groupResourceType])

function plan(operations: readonly JsonObject[], resourceType = widget) {
  return planPatch(resourceType, readOperations({ schemas: [patchSchema], Operations: operations }), {
    reading: { coerce: (_, value) => value, unknown: () => undefined },
    unknownPath: (error) => {
      throw error
    },
  })
}

const apply = (document: JsonObject, operations: readonly JsonObject[]) => applyEdits(document, plan(operations).edits)

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

const document: JsonObject = frozen({
  name: 'cog',
  tags: ['a', 'b'],
  dim: { w: 1, unit: 'mm' },
  parts: [
    { value: 'p', type: 'a', primary: true },
    { value: 'q', type: 'b' },
  ],
})

describe('A plan', () => {
  it('decides without the resource what can be decided without it', () => {
    for (const operation of [
      { op: 'replace', path: 'state', value: 'x' },
      { op: 'replace', path: 'nope', value: 'x' },
      { op: 'add', path: 'count', value: 'x' },
      { op: 'remove', path: 'parts[nope eq 1]' },
      { op: 'remove', path: 'parts', value: [] },
    ])
      expect(() => plan([operation])).toThrow()
  })

  it('keeps relations apart from the document, in order', () => {
    const { edits, relations, named } = plan(
      [
        { op: 'add', path: 'members', value: [{ value: '1' }] },
        { op: 'replace', path: 'displayName', value: 'x' },
        { op: 'remove', path: 'members[value eq "2"]' },
        { op: 'remove', path: 'members[display sw "x"]' },
        { op: 'replace', path: 'members', value: [] },
      ],
      group,
    )
    expect(edits.map(({ target }) => target.text)).toEqual(['displayName'])
    expect([...relations.values()].flat().map(({ kind }) => kind)).toEqual([
      'add',
      'remove',
      'removeWhere',
      'replaceAll',
    ])
    expect([...named].map(({ name }) => name)).toEqual(['displayName', 'members'])
  })

  it('finds members by their values without a search, also many of them', () => {
    const path = 'members[value eq "1" or (value eq "2" or value eq "3")]'
    expect([...plan([{ op: 'remove', path }], group).relations.values()].flat()).toEqual([
      { kind: 'remove', values: ['1', '2', '3'] },
    ])
  })

  it('adds elements that come one by one as one edit, unless one of them claims to be primary', () => {
    const add = (value: JsonObject) => ({ op: 'add', path: 'parts', value })
    const { edits } = plan([
      add({ value: '1' }),
      add({ value: '2' }),
      add({ value: '3', primary: true }),
      add({ value: '4' }),
    ])
    expect(edits.map(({ value }) => Array.isArray(value) && value.length)).toEqual([2, 2])
  })
})

describe('Applying a plan', () => {
  it('leaves the document it is given alone, and returns that very one when nothing changes', () => {
    const name = fc.constantFrom(
      'tags',
      'dim',
      'parts',
      'name',
      'count',
      'parts[type eq "a"]',
      'parts[value eq "q"].display',
      'dim.w',
    )
    const op = fc.constantFrom('add', 'replace', 'remove')
    const value = fc.constantFrom<unknown>(
      'x',
      1,
      null,
      { w: 2 },
      [{ value: 'p', type: 'a', primary: true }],
      { value: 'z' },
      ['a'],
    )
    const operation = fc
      .record({ op, path: name, value })
      .map(({ value, ...rest }) => (rest.op === 'remove' ? rest : { ...rest, value }))
    void fc.assert(
      fc.property(fc.array(operation, { maxLength: 4 }), (operations) => {
        const before = JSON.stringify(document)
        const result = attempt(() => apply(document, operations as readonly JsonObject[]))
        expect(JSON.stringify(document)).toBe(before)
        if (result !== undefined) expect(result === document).toBe(JSON.stringify(result) === before)
      }),
      { numRuns: 500 },
    )
  })

  it('shares what an edit does not touch', () => {
    const result = apply(document, [{ op: 'replace', path: 'name', value: 'x' }])
    expect(result.parts).toBe(document.parts)
    expect(result.dim).toBe(document.dim)
  })

  it('of edits that take each other back is no change', () => {
    const operations = [
      { op: 'add', path: 'tags', value: 'c' },
      { op: 'remove', path: 'tags[value eq "c"]' },
      { op: 'remove', path: 'dim.unit' },
      { op: 'add', path: 'dim', value: { unit: 'mm' } },
    ]
    expect(apply(document, operations)).toBe(document)
  })
})

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
