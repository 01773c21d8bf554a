import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Path } from '../../src/filter/ast.ts'
import { printPath } from '../../src/filter/print.ts'
import { nameIn } from '../../src/patch/unknown-path.ts'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { apply, group, kit, kitExtensionUrn, plan } from './harness.ts'

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
    expect(edits.map(({ target }) => printPath(target.path))).toEqual(['displayName'])
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

  it.each([
    ['members[value eq "1" or value eq "2"]', 'remove'],
    ['members[value eq "1" and type eq "User"]', 'removeWhere'],
    ['members[value eq "1" or type eq "User"]', 'removeWhere'],
    ['members[not (value eq "1")]', 'removeWhere'],
    ['members[value sw "1"]', 'removeWhere'],
    ['members[type eq "User"]', 'removeWhere'],
    ['members[value pr]', 'removeWhere'],
    ['members[$ref eq "https://example.com/Users/1"]', 'removeWhere'],
    ['members', 'replaceAll'],
  ])('of a removal by %s needs a search only when values do not say it: %s', (path, kind) => {
    const [step] = [...plan([{ op: 'remove', path }], group).relations.values()].flat()
    expect(step).toMatchObject({ kind, ...(kind === 'replaceAll' && { elements: [] }) })
  })

  it.each<readonly [JsonObject, object | undefined]>([
    [
      { op: 'add', path: 'members', value: { value: '1' } },
      { kind: 'add', elements: [{ value: '1' }] },
    ],
    [{ op: 'add', path: 'members', value: null }, undefined],
    [
      { op: 'replace', path: 'members', value: null },
      { kind: 'replaceAll', elements: [] },
    ],
    [
      { op: 'replace', path: 'members[value eq "1"]', value: { value: '2' } },
      { kind: 'replaceWhere', elements: [{ value: '2' }], path: { path: 'members' } },
    ],
  ])('of a relation: %j', (operation, step) => {
    const steps = [...plan([operation], group).relations.values()].flat()
    if (step === undefined) expect(steps).toEqual([])
    else expect(steps).toMatchObject([step])
  })

  it('knows the attributes that are named', () => {
    const named = (operation: JsonObject) => [...plan([operation]).named].map(({ path }) => path)
    expect(named({ op: 'replace', path: 'dim.w', value: 1 })).toEqual(['dim', 'dim.w'])
    expect(named({ op: 'replace', path: 'dim', value: { w: 1 } })).toEqual(['dim'])
    expect(named({ op: 'remove', path: 'dim' })).toEqual(['dim'])
    const inBox = (value: JsonObject) =>
      [...plan([{ op: 'add', path: 'box', value }], kit).named].map(({ path }) => path)
    expect(inBox({ size: 's' })).toEqual(['box'])
    expect(inBox({ note: 'n' })).toEqual(['box', 'box.note'])
    expect(named({ op: 'replace', path: 'parts[type eq "a"].qty', value: 1 })).toEqual(['parts', 'parts.qty'])
  })

  it('leaves out what names nothing, when that is allowed', () => {
    const unknown: string[] = []
    const unknownPath = (path: Path) => unknown.push(printPath(path))
    const operations = [
      { op: 'add', path: 'nope', value: 1 },
      { op: 'add', value: { nope: 1, code: 'c' } },
    ]
    expect(plan(operations, undefined, { unknownPath }).edits.map(({ target }) => printPath(target.path))).toEqual([
      'code',
    ])
    expect(unknown).toHaveLength(2)
    expect(() => plan([{ op: 'remove', path: 'name[value pr]' }], undefined, { unknownPath })).toThrow('no elements')
    expect(unknown).toHaveLength(2)
  })

  it('names each attribute of an extension that is not there', () => {
    const unknown: (readonly [string, string])[] = []
    const unknownPath = (path: Path) => {
      unknown.push([printPath(path), nameIn(path)])
    }
    const value = { 'URN:x:y': { a: 1, b: { c: 2 }, 'urn:z': {} }, 'urn:x:w': 3, nope: { d: 4 }, code: 'c' }
    const paths = ['parts[value pr].nope', 'dim.nope']
    const edits = (operations: readonly JsonObject[]) => plan(operations, undefined, { unknownPath }).edits
    expect(edits([{ op: 'add', value }])).toHaveLength(1)
    expect(edits(paths.map((path) => ({ op: 'add', path, value: 1 })))).toEqual([])
    expect(unknown).toEqual([
      ['URN:x:y:a', 'URN:x:y:a'],
      ['URN:x:y:b', 'URN:x:y:b'],
      ['URN:x:y:urn:z', 'URN:x:y:urn:z'],
      ['urn:x:w', 'urn:x:w'],
      ['nope', 'nope'],
      ['parts[value pr].nope', 'parts.nope'],
      ['dim.nope', 'dim.nope'],
    ])
  })

  it('leaves alone what is read-only in an extension that goes', () => {
    const { edits } = plan([{ op: 'remove', path: kitExtensionUrn }], kit)
    expect(edits.map(({ target }) => printPath(target.path))).toEqual([`${kitExtensionUrn}:maker`])
  })

  it('takes the names of known schemas for what is there anyway', () => {
    expect(plan([{ op: 'add', path: 'schemas', value: [kitExtensionUrn] }], kit).edits).toEqual([])
    expect(plan([{ op: 'replace', path: 'schemas', value: [kit.schema.id, kitExtensionUrn] }], kit).edits).toEqual([])
  })

  it('empties an extension attribute by attribute', () => {
    const extension = 'urn:example:params:scim:schemas:test:extension:widgetx:2.0:Widget'
    for (const operation of [
      { op: 'remove', path: extension },
      { op: 'replace', path: extension, value: null },
      { op: 'replace', value: { [extension]: null } },
    ])
      expect(plan([operation]).edits.map(({ op, target, value }) => [op, printPath(target.path), value])).toEqual([
        ['remove', `${extension}:owner`, undefined],
        ['remove', `${extension}:maker`, undefined],
      ])
    expect(plan([{ op: 'add', path: extension, value: null }]).edits).toEqual([])
    const maker = { op: 'add', value: { [extension]: { owner: 'o' } } }
    expect(plan([maker]).edits).toMatchObject([
      { op: 'add', target: { path: { path: `${extension}:owner` } }, value: 'o' },
    ])
  })

  it('finds a reference of an extension without its URN, when that is allowed', () => {
    let uses = 0
    const unqualifiedPath = () => {
      uses += 1
    }
    const edits = (path: string) => plan([{ op: 'add', path, value: 'o' }], undefined, { unqualifiedPath }).edits
    expect(edits('maker.value')).toMatchObject([{ target: { path: { path: 'maker.value' }, sub: { name: 'value' } } }])
    expect(uses).toBe(1)
    expect(edits('code')).toHaveLength(1)
    expect(() => edits('nope')).toThrow('names no attribute')
    expect(uses).toBe(1)
    expect(() => plan([{ op: 'add', path: 'maker.value', value: 'o' }])).toThrow('names no attribute')
  })

  it('joins additions to one attribute alone, and only when nothing comes between', () => {
    const add = (path: string, value: JsonValue) => ({ op: 'add', path, value })
    const texts = (...operations: readonly JsonObject[]) => plan(operations).edits.map(({ value }) => value)
    expect(texts(add('tags', 'a'), add('tags', 'b'), add('tags', 'c'))).toEqual([['a', 'b', 'c']])
    expect(texts(add('tags', 'a'), add('nums', 1), add('tags', 'b'))).toEqual([['a'], [1], ['b']])
    expect(texts({ op: 'replace', path: 'tags', value: ['a'] }, add('tags', 'b'))).toEqual([['a'], ['b']])
    expect(texts(add('tags', 'a'), { op: 'remove', path: 'tags' }, add('tags', 'b'))).toEqual([['a'], undefined, ['b']])
    expect(texts(add('parts.type', 'a'), add('parts.type', 'b'))).toEqual(['a', 'b'])
    const lists = plan(
      [
        { op: 'add', path: 'parts.names', value: ['a'] },
        { op: 'add', path: 'parts', value: [{ value: '1' }] },
        { op: 'add', path: 'parts.names', value: ['b'] },
      ],
      kit,
    )
    expect(lists.edits).toHaveLength(3)
    expect(
      texts(add('parts', { value: '0' }), add('parts', [{ value: '1' }, { value: '2', primary: true }])),
    ).toHaveLength(2)
    const primary = { value: '1', primary: true }
    expect(texts(add('parts', primary), add('parts', { value: '2' }))).toEqual([[primary, { value: '2' }]])
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

  it('adds elements one by one as it does in as many requests', () => {
    const parts = {
      value: fc.constantFrom('p', 'q', 'r'),
      type: fc.constantFrom('a', 'b'),
      primary: fc.boolean(),
      qty: fc.nat(2),
    }
    const element = fc.record(parts, { requiredKeys: [] }).filter((said) => Object.keys(said).length > 0)
    void fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 5 }), (elements) => {
        const operations = elements.map((value) => ({ op: 'add', path: 'parts', value }))
        const inTurn = operations.reduce((before, operation) => apply(before, [operation]), document)
        expect(apply(document, operations)).toEqual(inTurn)
      }),
      { numRuns: 1000 },
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
