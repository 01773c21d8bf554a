import { describe, expect, it } from 'vitest'
import { patchSchema, readOperations } from '../../src/patch/operation.ts'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { widgetExtensionUrn } from '../fixtures/widget.ts'
import { apply, applyToKit, group, kit, plan } from './harness.ts'

const document: JsonObject = {
  name: 'cog',
  serial: 's',
  tags: ['a'],
  parts: [
    { value: 'p', type: 'a', primary: true, sn: '1' },
    { value: 'q', type: 'b' },
  ],
}

describe('a PATCH message is refused when', () => {
  const read = (message: JsonObject) => errorOf(() => readOperations(message))

  it.each<readonly [JsonValue | undefined, string]>([
    [undefined, '"Operations" must be an array with at least one operation.'],
    [[], '"Operations" must be an array with at least one operation.'],
    [[5], 'Operation 0 cannot be read: it is a number, not an object.'],
    [[{ op: 'add', value: 1 }, 'x'], 'Operation 1 cannot be read: it is a string, not an object.'],
    [[{ op: 'move' }], 'Operation 0 cannot be read: "op" must be "add", "remove" or "replace", but it is "move".'],
    [[{ op: 5 }], 'Operation 0 cannot be read: "op" must be "add", "remove" or "replace", but it is a number.'],
    [[{ op: 'add', path: 5 }], 'Operation 0 cannot be read: "path" must be a string, but it is a number.'],
  ])('its operations are %j', (operations, message) => {
    const rest = operations === undefined ? {} : { Operations: operations }
    expect(read({ schemas: [patchSchema], ...rest }).message).toBe(message)
  })

  it.each<JsonObject>([{}, { schemas: [] }, { schemas: patchSchema }, { schemas: ['urn:x'] }])(
    'it is %j',
    (message) => {
      const expected = `The "schemas" of this body must be ["${patchSchema}"].`
      expect(read({ ...message, Operations: [{ op: 'remove', path: 'name' }] }).message).toBe(expected)
    },
  )

  it('it has more operations than the limit', () => {
    const Operations = Array(10_001).fill({ op: 'remove', path: 'tags' })
    expect(read({ schemas: [patchSchema], Operations }).message).toContain('10000')
  })

  const tooLong = 'The PATCH has more than the 1048576 characters of paths this server takes.'
  const long = `members[${Array(100).fill('display co "x"').join(' or ')}]`

  it.each<readonly [string, JsonObject]>([
    ['paths', { op: 'remove', path: long }],
    ['paths, whatever the case of their name', { op: 'remove', PATH: long }],
    ['names that may be paths', { op: 'add', value: { [long]: 1 } }],
  ])('it has a million characters of %s, without reading any', (_, operation) => {
    const count = Math.ceil(1_048_577 / long.length)
    const Operations = [...Array(count).fill(operation), { op: 'remove', path: 'no path' }]
    expect(read({ schemas: [patchSchema], Operations }).message).toContain(tooLong)
  })

  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 1]))

  it.each<readonly [string, (count: number) => readonly JsonObject[]]>([
    ['a value', (count) => [{ op: 'add', value: names(count) }]],
    ['all values', (count) => Array(100).fill({ op: 'add', VALUE: names(count / 100) })],
    ['an extension in a value', (count) => [{ op: 'add', value: { [urn.toUpperCase()]: names(count - 1) } }]],
    ['the value of an extension', (count) => Array(100).fill({ op: 'add', path: urn, value: names(count / 100) })],
  ])('it has more names in %s than there may be operations', (_, operations) => {
    const message = (count: number) => ({ schemas: [patchSchema], Operations: operations(count) })
    expect(() => readOperations(message(10_000))).not.toThrow()
    const tooMany = 'The PATCH has more than the 10000 names of attributes this server takes.'
    expect(read(message(10_100)).message).toContain(tooMany)
  })

  it('it has a long URN before each of many names', () => {
    const value = { [`urn:${'x'.repeat(1000)}`]: names(2000) }
    expect(read({ schemas: [patchSchema], Operations: [{ op: 'add', value }] }).message).toContain(tooLong)
  })

  it('it has more unknown names in its values than a large group has members', () => {
    const elements = (count: number) => Array.from({ length: 1000 }, () => ({ value: 'v', ...names(count) }))
    const add = (count: number) => plan([{ op: 'add', path: 'parts', value: elements(count) }])
    expect(() => add(100)).not.toThrow()
    expect(errorOf(() => add(101)).message).toContain('more than the 100000 unknown names')
  })

  it('not when it names as many elements as it may have operations', () => {
    const path = `urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq "ee533c18-538a-4cd3-a572-63fb863ed734"]`
    const Operations = Array(10_000).fill({ op: 'remove', path })
    expect(readOperations({ schemas: [patchSchema], Operations })).toHaveLength(10_000)
  })

  it('not when its values are long', () => {
    const value = { name: 'x'.repeat(2_000_000) }
    const Operations = [
      { op: 'add', value },
      { op: 'add', path: 'tags', value: Object.keys({ ['x'.repeat(2_000_000)]: 1 }) },
    ]
    expect(readOperations({ schemas: [patchSchema], Operations })).toHaveLength(2)
  })

  it('neither is tolerated, which is reported', () => {
    const used: string[] = []
    const tolerances = { anySchemas: () => used.push('schemas'), emptyOperations: () => used.push('operations') }
    expect(readOperations({ Operations: [] }, tolerances)).toEqual([])
    expect(used).toEqual(['schemas', 'operations'])
    readOperations({ schemas: [patchSchema], Operations: [{ op: 'remove', path: 'tags' }] }, tolerances)
    expect(used).toHaveLength(2)
    expect(errorOf(() => readOperations({ Operations: 5 }, tolerances)).code).toBe('PATCH_OPERATIONS')
  })
})

describe('an operation is refused, and it is said why:', () => {
  const notLikeThis = (path: string, problem: string) => `The path "${path}" cannot be changed like this: ${problem}.`
  const noPath = 'in an operation without a path, a name is an attribute and no path'
  const readOnly = (path: string, how = 'readOnly') => `"${path}" is ${how} and cannot be changed by this request.`
  const twice = (path: string) =>
    `"${path}" is given more than once; names differing only in case are the same attribute.`

  it.each<readonly [JsonObject, string]>([
    [{ op: 'add', path: 'nope', value: 1 }, 'The path "nope" names no attribute of Widget.'],
    [
      { op: 'remove', path: `${widgetExtensionUrn}[owner pr]` },
      notLikeThis(widgetExtensionUrn, 'an extension has no elements'),
    ],
    [{ op: 'remove', path: 'name[value pr]' }, notLikeThis('name[value pr]', '"name" has no elements to select from')],
    [{ op: 'remove', path: 'dim[w pr]' }, notLikeThis('dim[w pr]', '"dim" has no elements to select from')],
    [{ op: 'remove', path: 'parts[value pr].nope' }, 'The path "parts[value pr].nope" names no attribute of Widget.'],
    [{ op: 'remove' }, 'Operation 0 is a remove without a path, so it is not said what to remove.'],
    [{ op: 'add', path: 'name' }, 'Operation 0 is add and needs a value.'],
    [{ op: 'replace' }, 'Operation 0 is replace and needs a value.'],
    [{ op: 'replace', value: 'x' }, 'The value of operation 0 must be an object, but it is a string.'],
    [
      { op: 'replace', path: widgetExtensionUrn, value: 5 },
      'The value of operation 0 must be an object, but it is a number.',
    ],
    [{ op: 'add', value: { name: 'x', NAME: 'y' } }, twice('NAME')],
    [{ op: 'add', value: { [widgetExtensionUrn]: { owner: 'x', OWNER: 'y' } } }, twice(`${widgetExtensionUrn}:OWNER`)],
    [{ op: 'add', value: { 'dim.w': 1 } }, notLikeThis('dim.w', noPath)],
    [
      { op: 'add', value: { [`${widgetExtensionUrn}:owner`]: 'x' } },
      notLikeThis(`${widgetExtensionUrn}:owner`, noPath),
    ],
    [{ op: 'replace', path: 'state', value: 'x' }, readOnly('state')],
    [{ op: 'replace', path: 'meta.created', value: 'x' }, readOnly('meta')],
    [{ op: 'replace', path: 'serial', value: 't' }, readOnly('serial', 'immutable')],
    [{ op: 'remove', path: 'parts[value eq "p"].sn' }, readOnly('parts.sn', 'immutable')],
    [{ op: 'replace', path: 'parts[value eq "p"].sn', value: '2' }, readOnly('parts.sn', 'immutable')],
    [{ op: 'add', path: 'name', value: null }, 'Widget needs a value for "name".'],
    [{ op: 'remove', path: 'name' }, '"name" is required and cannot be removed.'],
    [{ op: 'replace', path: 'name', value: null }, '"name" is required and cannot be removed.'],
    [{ op: 'remove', path: 'schemas' }, '"schemas" is required and cannot be removed.'],
    [{ op: 'add', path: 'schemas', value: 'urn:x' }, '"urn:x" is no schema of Widget.'],
    [{ op: 'add', path: 'schemas', value: [widgetExtensionUrn, 5] }, '"a number" is no schema of Widget.'],
    [
      { op: 'replace', path: 'parts[value eq "z"].type', value: 'a' },
      'Nothing in the resource matches "parts[value eq "z"].type", so there is nothing to change.',
    ],
    [{ op: 'replace', path: 'parts[type pr]', value: { primary: true } }, 'Only one value of "parts" may be primary.'],
  ])('%j', (operation, message) => {
    expect(errorOf(() => apply(document, [operation])).message).toBe(message)
  })

  it.each([
    ['parts', 'parts[value eq "…"]'],
    ['tags', 'tags[value eq "…"]'],
    ['parts.type', 'parts[type eq "…"].type'],
  ])('a remove of %s that names values would remove all the others too', (path, instead) => {
    const { message } = errorOf(() => plan([{ op: 'remove', path, value: [{ value: 'p' }] }]))
    expect(message).toBe(
      `A remove of "${path}" with a value would, read to the letter, remove every value, so it is refused. Remove single values with a filter in the path, such as ${instead}; in Entra ID, add ?aadOptscim062020 to the tenant URL.`,
    )
    // The advice can be followed.
    expect(plan([{ op: 'remove', path: instead }]).edits).toHaveLength(1)
  })

  it('a remove of what a filter selects has no use for a value, and does not mind one', () => {
    for (const path of ['parts[type eq "a"]', 'parts[type eq "a"].value', 'tags[value eq "a"]'])
      expect(plan([{ op: 'remove', path, value: ['p'] }]).edits).toEqual(plan([{ op: 'remove', path }]).edits)
  })

  it('a remove of values that have no "value" is told another sub-attribute to name', () => {
    const { message } = errorOf(() => plan([{ op: 'remove', path: 'pins', value: [{ code: '1' }] }], kit))
    expect(message).toContain('such as pins[code eq "…"];')
    expect(errorOf(() => plan([{ op: 'remove', path: 'parts', value: 'p' }], kit)).message).toContain(
      'such as parts[value eq "…"];',
    )
  })

  it('no path selects single values of a list in a complex value', () => {
    const { message } = errorOf(() => plan([{ op: 'remove', path: 'box.labels eq "k"' }], kit))
    expect(message).toBe(notLikeThis('box.labels[value eq "k"]', 'no filter can follow a sub-attribute'))
  })

  it('a list that is immutable is given once', () => {
    const serials = (document: JsonObject, op: string) =>
      applyToKit(document, [{ op, path: 'serials', ...(op !== 'remove' && { value: ['1'] }) }]).serials
    expect(serials({}, 'replace')).toEqual(['1'])
    expect(serials({}, 'add')).toEqual(['1'])
    for (const op of ['add', 'replace', 'remove'])
      expect(errorOf(() => serials({ serials: ['2'] }, op)).code).toBe('ATTRIBUTE_MUTABILITY')
  })

  it('an element that is replaced needs what is required of it, one that is added to does not', () => {
    const change = (op: string) =>
      applyToKit({ pins: [{ code: '1' }] }, [{ op, path: 'pins[code eq "1"]', value: { color: 'red' } }]).pins
    expect(change('add')).toEqual([{ code: '1', color: 'red' }])
    expect(errorOf(() => change('replace')).message).toBe('pins needs a value for "pins.code".')
  })

  it('a relation is replaced by a list', () => {
    const replace = (path: string) => plan([{ op: 'replace', path, value: { value: '1' } }], group)
    expect(errorOf(() => replace('members')).message).toBe('"members" must be an array, but it is an object.')
    expect(() => replace('members[value eq "2"]')).not.toThrow()
  })

  it('a remove that names values of a list in a complex value would remove the others, and no path selects them', () => {
    for (const path of ['box.labels', 'parts.names', 'parts[type eq "a"].names'])
      expect(errorOf(() => plan([{ op: 'remove', path, value: ['x'] }], kit)).message).toContain(
        'so it is refused. Replace it with the values that are to stay; ',
      )
    expect(plan([{ op: 'remove', path: 'box.labels' }], kit).edits).toHaveLength(1)
    expect(plan([{ op: 'remove', path: 'box.size', value: 'x' }], kit).edits).toHaveLength(1)
  })

  it('a remove with the value null, or of a single value, says no more than its path', () => {
    expect(plan([{ op: 'remove', path: 'parts', value: null }]).edits).toHaveLength(1)
    expect(plan([{ op: 'remove', path: 'hint', value: 'x' }]).edits).toMatchObject([{ value: undefined }])
  })

  it('adding null adds nothing, and to what is required something has to be added', () => {
    const adding = (path: string) => plan([{ op: 'add', path, value: null }], kit).edits
    expect(errorOf(() => adding('parts')).message).toBe('Kit needs a value for "parts".')
    for (const path of ['parts.names', 'parts[type eq "a"]', 'parts[type eq "a"].names', 'box'])
      expect(adding(path)).toEqual([])
  })

  it.each<readonly [JsonObject, string]>([
    [{ op: 'replace', path: 'members.value', value: null }, readOnly('members.value', 'immutable')],
    [{ op: 'remove', path: 'members[value eq "1"].type' }, readOnly('members.type', 'immutable')],
    [
      { op: 'add', path: 'members[value eq "1"]', value: { type: 'User' } },
      'The path "members[value eq "1"]" cannot be changed like this: elements of "members" come and go whole, and are added with the path "members".',
    ],
  ])('of a relation, %j', (operation, message) => {
    expect(errorOf(() => plan([operation], group)).message).toBe(message)
  })
})
