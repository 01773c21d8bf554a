import { describe, expect, it } from 'vitest'
import { patchSchema, readOperations } from '../../src/patch/operation.ts'
import type { JsonObject, JsonValue } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { widgetExtensionUrn } from '../fixtures/widget.ts'
import { apply, group, plan } from './harness.ts'

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
      notLikeThis(`${widgetExtensionUrn}[owner pr]`, 'an extension has no elements'),
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
      'Nothing in the resource matches "parts[value eq "z"].type", so there is nothing to replace.',
    ],
    [{ op: 'replace', path: 'parts[type pr]', value: { primary: true } }, 'Only one value of "parts" may be primary.'],
  ])('%j', (operation, message) => {
    expect(errorOf(() => apply(document, [operation])).message).toBe(message)
  })

  it('a remove that names values would remove all the others too', () => {
    const operation = { op: 'remove', path: 'parts', value: [{ value: 'p' }] }
    expect(errorOf(() => plan([operation])).message).toContain('A remove of "parts" with a value')
    expect(plan([{ ...operation, value: null }]).edits).toHaveLength(1)
    expect(plan([{ op: 'remove', path: 'hint', value: 'x' }]).edits).toMatchObject([{ value: undefined }])
  })

  it.each<readonly [JsonObject, string]>([
    [{ op: 'replace', path: 'members.value', value: 'x' }, readOnly('members.value', 'immutable')],
    [{ op: 'remove', path: 'members[value eq "1"].type' }, readOnly('members.type', 'immutable')],
    [
      { op: 'add', path: 'members[value eq "1"]', value: { type: 'User' } },
      readOnly('members[value eq "1"]', 'immutable'),
    ],
  ])('of a relation, %j', (operation, message) => {
    expect(errorOf(() => plan([operation], group)).message).toBe(message)
  })

  it('a list of hundreds of thousands is not gone through again and again', () => {
    const long = { name: 'x', tags: Array.from({ length: 200_000 }, (_, index) => `${index}`) }
    const step = [
      { op: 'add', path: 'tags', value: [] },
      { op: 'remove', path: 'code' },
    ]
    const error = errorOf(() => apply(long, Array(11).fill(step).flat()))
    expect(error.code).toBe('PATCH_TOO_MANY_OPERATIONS')
    expect(error.message).toContain('20')
  })
})
