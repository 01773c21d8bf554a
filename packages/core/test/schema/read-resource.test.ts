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

  it('puts relations beside the document, each element once', () => {
    const body = {
      displayName: 'g',
      members: [{ value: '1', display: 'a' }, { value: '1', type: 'User' }, { $ref: 'Users/2' }],
    }
    const { attributes, relations } = readResource(group, body, reading)
    expect(attributes).toEqual({ displayName: 'g' })
    expect([...relations.values()]).toEqual([[{ value: '1', display: 'a' }, { value: '2' }]])
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
