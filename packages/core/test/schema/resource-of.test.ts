import { describe, expectTypeOf, test } from 'vitest'
import type { AttributeDefinition, ResourceTypeDefinition } from '../../src/schema/attribute.ts'
import { defineExtension, defineResourceType, defineSchema } from '../../src/schema/define.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import type { ResourceOf, ValuesOf } from '../../src/schema/resource-of.ts'
import type { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'

const printerSchema = defineSchema({
  id: 'urn:example:params:scim:schemas:2.0:Printer',
  name: 'Printer',
  attributes: [
    { name: 'label', required: true },
    { name: 'pages', type: 'integer' },
    { name: 'speed', type: 'decimal' },
    { name: 'since', type: 'dateTime' },
    { name: 'tags', multiValued: true, required: true },
    {
      name: 'trays',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        { name: 'size', required: true, canonicalValues: ['A4', 'A3'] },
        { name: 'full', type: 'boolean' },
      ],
    },
  ],
})

const location = defineExtension({
  schema: { id: 'urn:x:Location', name: 'Location', attributes: [{ name: 'room', required: true }] },
  required: true,
})

const note = defineExtension({ schema: { id: 'urn:x:Note', name: 'Note', attributes: [{ name: 'text' }] } })

const printerType = defineResourceType({ name: 'Printer', schema: printerSchema, extensions: [location, note] })

type Printer = ResourceOf<typeof printerType>
type User = ResourceOf<typeof userResourceType>
type Group = ResourceOf<typeof groupResourceType>

// These assertions are made by the type-check; running them only shows that the file loads.
describe('the type of a resource', () => {
  test('has the type of each attribute', () => {
    expectTypeOf<Printer['label']>().toEqualTypeOf<string>()
    expectTypeOf<Printer['pages']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Printer['speed']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<Printer['since']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Printer['tags']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<User['active']>().toEqualTypeOf<boolean | undefined>()
  })

  test('nests sub-attributes, in arrays when multi-valued', () => {
    type Tray = NonNullable<Printer['trays']>[number]
    expectTypeOf<Tray['full']>().toEqualTypeOf<boolean | undefined>()
    expectTypeOf<Tray['size']>().toExtend<string>()
    expectTypeOf<'letter'>().toExtend<Tray['size']>()
    expectTypeOf<NonNullable<User['name']>['givenName']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<NonNullable<Group['members']>[number]['$ref']>().toEqualTypeOf<string | undefined>()
  })

  test('has extensions under their URN, there when required', () => {
    expectTypeOf<Printer['urn:x:Location']>().toEqualTypeOf<{ readonly room: string }>()
    expectTypeOf<Printer['urn:x:Note']>().toEqualTypeOf<{ readonly text?: string } | undefined>()
    type Enterprise = NonNullable<User['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']>
    expectTypeOf<NonNullable<Enterprise['manager']>['value']>().toEqualTypeOf<string | undefined>()
  })

  test('has the common attributes', () => {
    expectTypeOf<Printer['id']>().toEqualTypeOf<string>()
    expectTypeOf<Printer['schemas']>().toEqualTypeOf<readonly string[]>()
    expectTypeOf<Printer['externalId']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<NonNullable<Printer['meta']>['created']>().toEqualTypeOf<string | undefined>()
  })

  test('is a JSON object, and no more than that when the definition is not known', () => {
    expectTypeOf<User>().toExtend<JsonObject>()
    expectTypeOf<ResourceOf<ResourceTypeDefinition>['anything']>().toEqualTypeOf<JsonObject[string]>()
  })

  test('refuses what the definition does not have', () => {
    const common = { schemas: [printerSchema.id], id: '1', 'urn:x:Location': { room: '7' } }
    const printer: Printer = { ...common, label: 'x', tags: [], trays: [{ size: 'A4' }] }
    expectTypeOf(printer).toEqualTypeOf<Printer>()
    // @ts-expect-error label is required
    const unlabelled: Printer = { ...common, tags: [] }
    // @ts-expect-error pages is a number
    const wordy: Printer = { ...common, label: 'x', tags: [], pages: 'many' }
    // @ts-expect-error there is no such attribute
    const strange: Printer = { ...common, label: 'x', tags: [], colour: 'red' }
    // @ts-expect-error resources are read, not written to
    printer.label = 'y'
    expectTypeOf([unlabelled, wordy, strange]).toBeArray()
  })

  test('a definition is checked as it is written', () => {
    // @ts-expect-error the keyword is readOnly
    defineSchema({ id: 'urn:x:y', name: 'y', attributes: [{ name: 'a', mutability: 'readonly' }] })
    // @ts-expect-error a resource type needs a schema
    defineResourceType({ name: 'x' })
  })

  test('a definition has the members it can have, at every depth', () => {
    const id = 'urn:x:y'
    const misspelt = { name: 'b', requried: true } as const
    // @ts-expect-error there is no "retuned"
    defineSchema({ id, name: 'y', attributes: [{ name: 'key', retuned: 'never' }] })
    // @ts-expect-error there is no "requried"
    defineSchema({ id, name: 'y', attributes: [{ name: 'a', type: 'complex', subAttributes: [misspelt] }] })
    // @ts-expect-error there is no "enpoint"
    defineResourceType({ name: 'X', enpoint: '/Xes', schema: printerSchema })
    // @ts-expect-error there is no "inverze"
    defineResourceType({ name: 'X', schema: printerSchema, relations: [{ attribute: 'trays', inverze: 1 }] })
    // @ts-expect-error there is no "requird"
    defineExtension({ schema: printerSchema, requird: true })
    // @ts-expect-error there is no "mutablity", whoever makes the attribute
    defineSchema({ id, name: 'y', attributes: ['a', 'b'].map((name) => ({ name, mutablity: 'readOnly' })) })
  })

  test('a definition may come from elsewhere, and leave out what is undefined', () => {
    const attributes: readonly AttributeDefinition[] = [{ name: 'a', required: undefined, type: undefined }]
    const given = defineSchema({ id: 'urn:x:y', name: 'y', attributes: [...attributes, { name: 'b' }] })
    expectTypeOf<ValuesOf<typeof given.attributes>>().toEqualTypeOf<JsonObject>()
    const type = defineResourceType({ name: 'X', schema: given, endpoint: undefined, extensions: undefined })
    expectTypeOf(type.schema).toEqualTypeOf(given)
    const named = defineSchema({ id: 'urn:x:y', name: 'y', attributes: [{ name: 'a', type: undefined }] })
    expectTypeOf<ValuesOf<typeof named.attributes>['a']>().toEqualTypeOf<string | undefined>()
  })
})
