import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { apply } from './harness.ts'

const p = { value: 'p', type: 'a', primary: true, sn: '1' }
const q = { value: 'q', type: 'b' }
const document: JsonObject = { name: 'cog', tags: ['a', 'b'], dim: { w: 1 }, parts: [p, q] }

const partsAfter = (...operations: readonly JsonObject[]) => apply(document, operations).parts

describe('elements', () => {
  it.each<readonly [string, JsonObject, JsonValue | undefined]>([
    [
      'get what is said of each',
      { op: 'add', path: 'parts[type pr]', value: { qty: 2 } },
      [
        { ...p, qty: 2 },
        { ...q, qty: 2 },
      ],
    ],
    ['get a sub-attribute', { op: 'replace', path: 'parts[type eq "b"].qty', value: 3 }, [p, { ...q, qty: 3 }]],
    [
      'get a sub-attribute all together',
      { op: 'add', path: 'parts.qty', value: 4 },
      [
        { ...p, qty: 4 },
        { ...q, qty: 4 },
      ],
    ],
    [
      'lose nothing to an add',
      { op: 'add', path: 'parts[value eq "q"]', value: { type: null, qty: 1 } },
      [p, { ...q, qty: 1 }],
    ],
    [
      'lose to a replace what it does not name',
      { op: 'replace', path: 'parts[value eq "q"]', value: { value: 'q', type: null, qty: 1 } },
      [p, { value: 'q', qty: 1 }],
    ],
    [
      'lose a sub-attribute',
      { op: 'remove', path: 'parts.type' },
      [{ value: 'p', primary: true, sn: '1' }, { value: 'q' }],
    ],
    ['go one by one', { op: 'remove', path: 'parts[value eq "p"]' }, [q]],
    ['go all together', { op: 'remove', path: 'parts' }, undefined],
    ['go all together, by a filter', { op: 'remove', path: 'parts[value pr]' }, undefined],
    ['stay when a remove selects none', { op: 'remove', path: 'parts[value eq "z"]' }, [p, q]],
    [
      'are replaced whole, but for what is immutable',
      { op: 'replace', path: 'parts[value eq "p"]', value: { value: 'z' } },
      [{ value: 'z', sn: '1' }, q],
    ],
    ['are unassigned by null', { op: 'replace', path: 'parts[value eq "p"]', value: null }, [q]],
    [
      'are replaced by a list, but for what is immutable',
      { op: 'replace', path: 'parts', value: [{ value: 'p', type: 'a' }, { value: 'n' }] },
      [{ value: 'p', type: 'a', sn: '1' }, { value: 'n' }],
    ],
    ['get an immutable value once', { op: 'add', path: 'parts[value eq "q"].sn', value: '2' }, [p, { ...q, sn: '2' }]],
    ['are replaced by a list', { op: 'replace', path: 'parts', value: [{ value: 'n' }] }, [{ value: 'n' }]],
    ['are emptied by an empty list', { op: 'replace', path: 'parts', value: [] }, undefined],
    ['stay when nothing is added', { op: 'add', path: 'parts', value: [] }, [p, q]],
    ['are added to by one', { op: 'add', path: 'parts', value: { value: 'r' } }, [p, q, { value: 'r' }]],
    [
      'are there once',
      { op: 'add', path: 'parts', value: [{ value: 'r' }, { ...q, qty: 1 }] },
      [p, { ...q, qty: 1 }, { value: 'r' }],
    ],
  ])('%s', (_, operation, expected) => {
    expect(partsAfter(operation)).toEqual(expected)
  })

  it('that become the same are there once, as was said last', () => {
    const twins = {
      name: 'x',
      parts: [
        { value: 'p', type: 'a', qty: 1 },
        { value: 'q', type: 'a', qty: 2 },
      ],
    }
    const become = (operation: JsonObject) => apply(twins, [operation]).parts
    const replace = (from: string, to: string) =>
      become({ op: 'replace', path: `parts[value eq "${from}"].value`, value: to })
    expect(replace('q', 'p')).toEqual([{ value: 'p', type: 'a', qty: 2 }])
    expect(replace('p', 'q')).toEqual([{ value: 'q', type: 'a', qty: 1 }])
    expect(become({ op: 'replace', path: 'parts.value', value: 'r' })).toEqual([{ value: 'r', type: 'a', qty: 2 }])
    expect(become({ op: 'replace', path: 'parts[value eq "p"]', value: { value: 'q', type: 'b' } })).toHaveLength(2)
  })

  it('of which several have a value are told apart by their type', () => {
    const shared = { name: 'x', parts: ['a', 'b', undefined].map((type) => ({ value: 'p', ...(type && { type }) })) }
    const parts = (type: string | null) =>
      apply(shared, [{ op: 'replace', path: 'parts[type eq "a"].type', value: type }]).parts
    expect(parts('b')).toEqual([{ value: 'p', type: 'b' }, { value: 'p' }])
    expect(parts(null)).toEqual([{ value: 'p' }, { value: 'p', type: 'b' }])
    expect(parts('a')).toEqual(shared.parts)
  })

  it('that are not spoken of stay, though one be there twice', () => {
    const twice = { name: 'x', parts: [q, q, p] }
    expect(apply(twice, [{ op: 'replace', path: 'parts[value eq "p"].qty', value: 1 }]).parts).toEqual([
      q,
      q,
      { ...p, qty: 1 },
    ])
  })

  it('without a value are the same when all they say is', () => {
    const bare = {
      name: 'x',
      parts: [
        { type: 'a', qty: 1 },
        { type: 'a', qty: 2 },
      ],
    }
    const add = (value: JsonValue) => apply(bare, [{ op: 'add', path: 'parts', value }]).parts
    expect(add([{ qty: 2, type: 'a' }])).toEqual(bare.parts)
    expect(add([{ type: 'a' }])).toEqual([...bare.parts, { type: 'a' }])
    // An address that has come to read as another is still another.
    expect(apply(bare, [{ op: 'replace', path: 'parts.qty', value: 3 }]).parts).toHaveLength(2)
  })

  it('left with nothing go', () => {
    const single = { name: 'x', parts: [{ type: 'a' }, { type: 'b', value: 'v' }] }
    expect(apply(single, [{ op: 'remove', path: 'parts.type' }]).parts).toEqual([{ value: 'v' }])
    expect(apply({ name: 'x', parts: [{ type: 'a' }] }, [{ op: 'remove', path: 'parts.type' }])).toEqual({ name: 'x' })
  })

  it('may be simple values', () => {
    expect(apply(document, [{ op: 'replace', path: 'tags[value eq "a"]', value: 'z' }]).tags).toEqual(['z', 'b'])
    expect(apply(document, [{ op: 'add', path: 'tags', value: ['b', 'c'] }]).tags).toHaveLength(3)
    expect(apply({ name: 'x' }, [{ op: 'add', path: 'tags', value: 'a' }]).tags).toEqual(['a'])
  })

  it('that are simple become what is added to them', () => {
    const tags = (path: string, value: JsonValue) => apply(document, [{ op: 'add', path, value }]).tags
    expect(tags('tags[value eq "a"]', 'z')).toEqual(['z', 'b'])
    expect(tags('tags eq "b"', 'z')).toEqual(['a', 'z'])
    expect(tags('tags[value pr]', 'z')).toEqual(['z'])
    expect(tags('tags[value eq "a"]', 'b')).toEqual(['b'])
    expect(errorOf(() => tags('tags[value eq "a"]', ['z'])).message).toBe(
      '"tags" must be a string, but it is an array.',
    )
    expect(errorOf(() => tags('tags[value eq "z"]', 'y')).message).toBe(
      'Nothing in the resource matches "tags[value eq "z"]", so there is nothing to change.',
    )
  })
})

describe('a primary element', () => {
  it('takes that from the others', () => {
    const claim = { op: 'replace', path: 'parts[value eq "q"].primary', value: true }
    expect(partsAfter(claim)).toEqual([
      { ...p, primary: false },
      { ...q, primary: true },
    ])
    const added = { op: 'add', path: 'parts', value: { value: 'r', primary: true } }
    expect(partsAfter(added)).toEqual([{ ...p, primary: false }, q, { value: 'r', primary: true }])
  })

  it('is the last of several where that is tolerated, which is reported', () => {
    let uses = 0
    const lastPrimaryWins = () => {
      uses += 1
    }
    const two = [
      { value: '1', primary: true },
      { value: '2', primary: true },
    ]
    const replace = { op: 'replace', path: 'parts', value: two }
    expect(apply(document, [replace], { lastPrimaryWins }).parts).toEqual([{ value: '1', primary: false }, two[1]])
    expect(uses).toBe(1)
    expect(errorOf(() => apply(document, [replace])).code).toBe('PRIMARY_DUPLICATE')
    apply(document, [{ op: 'replace', path: 'parts', value: two.slice(1) }], { lastPrimaryWins })
    expect(uses).toBe(1)
  })

  it('is the last that is said to be one, wherever it stands', () => {
    let uses = 0
    const claims = [
      { value: 'r', primary: true },
      { value: 'q', type: 'b', primary: true },
    ]
    const add = { op: 'add', path: 'parts', value: claims }
    const options = { lastPrimaryWins: () => (uses += 1) }
    expect(apply(document, [add], options).parts).toEqual([
      { ...p, primary: false },
      { ...q, primary: true },
      { value: 'r', primary: false },
    ])
    expect(uses).toBe(1)
    expect(errorOf(() => apply(document, [add])).code).toBe('PRIMARY_DUPLICATE')
  })

  it('stays one when more is said of it, until it is said to be none', () => {
    const add = (value: JsonObject) => ({ op: 'add', path: 'parts', value: { value: 'r', ...value } })
    const added = add({ primary: true })
    const others = [{ ...p, primary: false }, q]
    expect(partsAfter(added, add({ qty: 1 }))).toEqual([...others, { value: 'r', primary: true, qty: 1 }])
    expect(partsAfter(added, add({ primary: false }))).toEqual([...others, { value: 'r', primary: false }])
  })

  it('is one claim when two elements become the same', () => {
    const value = { value: 'z', primary: true }
    const replace = { op: 'replace', path: 'parts[value pr]', value }
    expect(apply({ name: 'x', parts: [q, { value: 'o' }] }, [replace]).parts).toEqual([value])
  })

  it('that nobody speaks of stays, though there be two', () => {
    const two = {
      name: 'x',
      parts: [
        { value: '1', primary: true },
        { value: '2', primary: true },
      ],
    }
    expect(apply(two, [{ op: 'add', path: 'parts', value: { value: '3' } }]).parts).toEqual([
      ...two.parts,
      { value: '3' },
    ])
    for (const operation of [
      { op: 'replace', path: 'parts.primary', value: false },
      { op: 'add', path: 'parts[primary eq true]', value: { qty: 1 } },
      { op: 'replace', path: 'parts[value pr].qty', value: 1 },
    ])
      expect(apply(two, [operation]).parts).toHaveLength(2)
  })
})

describe('an element that is asked for and not there', () => {
  const ask = (path: string, value: JsonValue, before: JsonObject = document) => {
    let uses = 0
    const createUnmatched = () => {
      uses += 1
    }
    return { parts: apply(before, [{ op: 'replace', path, value }], { createUnmatched }).parts, uses }
  }

  it('is made as the filter describes it, where that is tolerated', () => {
    expect(ask('parts[type eq "c"].value', 'v')).toEqual({ parts: [p, q, { type: 'c', value: 'v' }], uses: 1 })
    expect(ask('parts[type eq "c" and qty eq 1]', { value: 'v' })).toEqual({
      parts: [p, q, { type: 'c', qty: 1, value: 'v' }],
      uses: 1,
    })
    expect(ask('parts.value', 'v', { name: 'x' })).toEqual({ parts: [{ value: 'v' }], uses: 1 })
  })

  it('is not made of nothing', () => {
    expect(ask('parts[type eq "c"].value', null)).toEqual({ parts: [p, q], uses: 0 })
    expect(ask('parts[type eq "c"]', null)).toEqual({ parts: [p, q], uses: 0 })
  })

  it('is not made by two equalities that cannot hold together', () => {
    for (const filter of ['type eq "c" and type eq "d"', 'qty eq 1 and qty eq 2'])
      expect(errorOf(() => ask(`parts[${filter}].value`, 'v')).code).toBe('PATCH_NO_TARGET')
    expect(ask('parts[type eq "c" and type eq "C"].value', 'v').uses).toBe(1)
  })

  it('takes being primary from the others, and the place of what it is the same as', () => {
    expect(ask('parts[type eq "c" and primary eq true].value', 'v').parts).toEqual([
      { ...p, primary: false },
      q,
      { type: 'c', primary: true, value: 'v' },
    ])
    expect(ask('parts[type eq "b" and qty eq 1].value', 'q')).toEqual({
      parts: [p, { value: 'q', type: 'b', qty: 1 }],
      uses: 1,
    })
  })

  it('is not made when it is there, or when the filter does not say what it is', () => {
    expect(ask('parts[type eq "b"].qty', 1).uses).toBe(0)
    for (const filter of ['type eq "c" or qty eq 1', 'type ne "b" and qty eq 1', 'type sw "c"', 'not (type pr)'])
      expect(errorOf(() => ask(`parts[${filter}].display`, 'v')).code).toBe('PATCH_NO_TARGET')
    expect(
      errorOf(() =>
        apply(document, [{ op: 'replace', path: 'tags[value eq "z"]', value: 'y' }], {
          createUnmatched: () => undefined,
        }),
      ).code,
    ).toBe('PATCH_NO_TARGET')
  })
})

describe('a singular attribute', () => {
  it.each<readonly [JsonObject, JsonValue | undefined]>([
    [
      { op: 'replace', path: 'dim', value: { h: 2 } },
      { w: 1, h: 2 },
    ],
    [
      { op: 'add', path: 'dim', value: { h: 2, w: null } },
      { w: 1, h: 2 },
    ],
    [{ op: 'replace', path: 'dim', value: { h: 2, w: null } }, { h: 2 }],
    [{ op: 'replace', path: 'dim.w', value: 3 }, { w: 3 }],
    [{ op: 'remove', path: 'dim.w' }, undefined],
    [{ op: 'replace', path: 'dim.w', value: null }, undefined],
    [{ op: 'remove', path: 'dim' }, undefined],
    [{ op: 'replace', path: 'dim', value: null }, undefined],
  ])('that is complex, after %j', (operation, expected) => {
    expect(apply(document, [operation]).dim).toEqual(expected)
  })

  it('that is simple', () => {
    expect(apply(document, [{ op: 'add', path: 'code', value: 'c' }]).code).toBe('c')
    expect(apply(document, [{ op: 'replace', value: { code: 'c' } }]).code).toBe('c')
    expect(apply({ ...document, code: 'c' }, [{ op: 'remove', path: 'code' }])).toEqual(document)
  })
})
