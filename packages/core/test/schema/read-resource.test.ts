import { describe, expect, it } from 'vitest'
import {
  checkRequired,
  type ResourceReading,
  readRelation,
  readResource,
  withDefaults,
} from '../../src/schema/read-resource.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { errorOf } from '../filter/harness.ts'
import { gadgetDefinition, gadgetExtensionUrn, widgetDefinition, widgetExtensionUrn } from '../fixtures/widget.ts'

const all = [userResourceType, groupResourceType]
const group = settleResourceType(groupResourceType, all)
const widget = settleResourceType(widgetDefinition)
const gadget = settleResourceType(gadgetDefinition)
const reading: ResourceReading = {
  coerce: (_, value) => value,
  unknown: () => undefined,
  unknownSchema: () => undefined,
}

describe('readResource', () => {
  it('tells what was named, also when to unassign it, but nothing of the server’s', () => {
    const { attributes, named } = readResource(
      widget,
      { name: 'x', count: null, tags: [], state: 's', id: '1', meta: {} },
      reading,
    )
    expect(attributes).toEqual({ name: 'x' })
    expect([...named].map(({ name }) => name)).toEqual(['name', 'count', 'tags'])
  })

  it('puts relations beside the document, each element once: of several with one value the last counts', () => {
    const body = {
      displayName: 'g',
      members: [{ value: '1', type: 'User', display: 'a' }, { $ref: 'Users/2' }, { value: '1', display: 'b' }],
    }
    const { attributes, relations } = readResource(group, body, reading)
    expect(attributes).toEqual({ displayName: 'g' })
    expect([...relations.values()]).toEqual([[{ value: '1', display: 'b' }, { value: '2' }]])
  })

  it('leaves an extension without values out', () => {
    for (const block of [null, {}, { owner: null }])
      expect(readResource(widget, { name: 'x', [widgetExtensionUrn]: block }, reading).attributes).toEqual({
        name: 'x',
      })
  })

  it.each([
    ['Users/%zz', '%zz'],
    ['https://x.org/a/Users/1%202', '1 2'],
    ['1', '1'],
  ])('takes the id from the end of %s', ($ref, value) => {
    const members = group.relations[0]
    expect(members && readRelation(members, [{ $ref }], reading)).toEqual([{ value }])
    expect(members && readRelation(members, [{ $REF: $ref }], reading)).toEqual([{ value }])
    expect(members && readRelation(members, [{ $ref, Value: 'v' }], reading)).toEqual([{ value: 'v' }])
  })

  it('tells the names below a URN with it, but of one longer than any the URN alone', () => {
    const told: (readonly string[])[] = []
    const telling = { ...reading, unknownSchema: (_: string, paths: readonly string[]) => told.push(paths) }
    const [urn, long] = ['urn:x:y', `urn:${'x'.repeat(1000)}`]
    readResource(widget, { [urn]: { a: 1, b: 2 }, [long]: { a: 1, b: 2 } }, telling)
    expect(told).toEqual([[`${urn}:a`, `${urn}:b`], [long]])
  })

  it('says what an element without its value belongs to', () => {
    const members = group.relations[0]
    const error = errorOf(() => members && readRelation(members, [{ display: 'a' }], reading))
    expect(error).toMatchObject({
      params: { path: 'members.value', owner: 'members' },
      message: 'members needs a value for "members.value".',
    })
  })
})

describe('withDefaults', () => {
  it('gives a default where there is neither a value nor the wish to have none', () => {
    const defaulted = widget.byName.get('defaulted')
    if (defaulted === undefined) throw new Error('There is no default')
    expect(withDefaults(widget, {}, new Set())).toEqual({ defaulted: 'std' })
    expect(withDefaults(widget, {}, new Set([defaulted]))).toEqual({})
    expect(withDefaults(widget, { defaulted: 'own' }, new Set())).toEqual({ defaulted: 'own' })
  })
})

describe('checkRequired', () => {
  it.each([{}, { name: '' }, { name: '\t ' }])('misses a name in %j', (document) => {
    expect(() => checkRequired(widget, document)).toThrow('Widget needs a value for "name"')
  })

  it('misses a required extension', () => {
    expect(() => checkRequired(gadget, { label: 'x' })).toThrow(gadgetExtensionUrn)
    expect(() => checkRequired(gadget, { label: 'x', [gadgetExtensionUrn]: { plant: 'p' } })).not.toThrow()
  })
})
