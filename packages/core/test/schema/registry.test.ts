import { describe, expect, test } from 'vitest'
import type { AttributeDefinition, ResourceTypeDefinition } from '../../src/schema/attribute.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { gadgetDefinition, widgetDefinition } from '../fixtures/widget.ts'

const all = [userResourceType, groupResourceType, widgetDefinition, gadgetDefinition]

describe('a registry', () => {
  const registry = createRegistry(all)

  test('finds a resource type by its exact name and endpoint', () => {
    expect(registry.byName('User')?.endpoint).toBe('/Users')
    expect(registry.byEndpoint('/Widgets')?.name).toBe('Widget')
    expect([registry.byName('user'), registry.byEndpoint('/widgets'), registry.byEndpoint('Users')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('has every schema once, those of the discovery endpoints included', () => {
    expect(registry.schemas().map(({ name }) => name)).toEqual([
      'User',
      'EnterpriseUser',
      'Group',
      'Widget',
      'WidgetX',
      'Gadget',
      'GadgetX',
      'Service Provider Configuration',
      'ResourceType',
      'Schema',
    ])
  })

  test('settles inverses across resource types', () => {
    expect(registry.byName('User')?.inverses.map(({ name }) => name)).toEqual(['groups'])
  })

  test('two resource types may share a schema', () => {
    const other = { ...widgetDefinition, name: 'Other' }
    expect(createRegistry([widgetDefinition, other]).schemas()).toHaveLength(5)
  })
})

describe('an attribute name', () => {
  test.each(['a-b', 'a_b', 'a1', 'a$', '$ref', 'A'])('may be %s', (name) => {
    expect(() => createRegistry([withAttributes({ name })])).not.toThrow()
  })

  test.each(['1st', 'a b', 'é', '', '$', '$id', '_a', 'a.b', 'a:b', 'constructor', '__proto__'])(
    'may not be %j',
    (name) => {
      expect(() => createRegistry([withAttributes({ name })])).toThrow(`urn:x:Thing:${name}: the name`)
    },
  )
})

// The type system refuses some of these; JavaScript and JSON do not.
const badAttributes: readonly (readonly [problem: string, attribute: object])[] = [
  ['x: type "object" is none of string', { name: 'x', type: 'object' }],
  ['x: mutability "readonly" is none of readOnly', { name: 'x', mutability: 'readonly' }],
  ['x: returned "sometimes" is none of always', { name: 'x', returned: 'sometimes' }],
  ['x: uniqueness "None" is none of none', { name: 'x', uniqueness: 'None' }],
  ['x: whenOmitted "drop" is none of clear', { name: 'x', whenOmitted: 'drop' }],
  ['x: "multivalued" must be spelled "multiValued"', { name: 'x', multivalued: true }],
  ['x: there is no member "retuned"', { name: 'x', retuned: 'never' }],
  ['x.y: there is no member "requried"', complex({ name: 'y', ...({ requried: true } as object) })],
  ['x: only a complex attribute has subAttributes', { name: 'x', subAttributes: [{ name: 'y' }] }],
  ['x: a complex attribute needs subAttributes', { name: 'x', type: 'complex' }],
  ['x: a complex attribute needs subAttributes', { name: 'x', type: 'complex', subAttributes: [] }],
  ['x.y: a sub-attribute cannot be complex', complex({ name: 'y', type: 'complex', subAttributes: [{ name: 'z' }] })],
  ['x.Y: the name is taken', complex({ name: 'y' }, { name: 'Y' })],
  ['x.y: the name is taken', complex({ name: 'y' }, { name: 'y' })],
  ['x.1: the name must be', complex({ name: '1' })],
  ['x.primary: in a multi-valued attribute it must be of type boolean', complex({ name: 'primary' })],
  ['x.value: in a multi-valued attribute it must be of type string', complex({ name: 'value', type: 'boolean' })],
  ['x.display: in a multi-valued attribute it must be of type string', complex({ name: 'display', type: 'integer' })],
  ['x.type: in a multi-valued attribute it must be of type string', complex({ name: 'type', type: 'boolean' })],
  ['x.$ref: in a multi-valued attribute it must be of type reference', complex({ name: '$ref' })],
  ['x.value: in a multi-valued attribute it must be singular', complex({ name: 'value', multiValued: true })],
  ['x: an attribute of type boolean cannot be unique', { name: 'x', type: 'boolean', uniqueness: 'server' }],
  ['x: an attribute of type complex cannot be unique', { ...complex({ name: 'y' }), uniqueness: 'global' }],
  ['x: only a reference has referenceTypes', { name: 'x', referenceTypes: ['User'] }],
  ['x: format "Country" is none of username, country, certificate, link', { name: 'x', format: 'Country' }],
  ['x: a secret must be a singular string', { name: 'x', secret: true }],
  ['x: a secret must be', { name: 'x', secret: true, mutability: 'writeOnly', multiValued: true }],
  ['x: a secret must be', { name: 'x', secret: true, mutability: 'writeOnly', uniqueness: 'server' }],
  ['x.y: a secret must be', complex({ name: 'y', secret: true, mutability: 'writeOnly' })],
  ['x: the default must be an integer, but it is a string', { name: 'x', type: 'integer', default: '1' }],
  ['x: the default must be an array, but it is a string', { name: 'x', multiValued: true, default: '1' }],
  ['x: the default must be a string, but it is a number', { name: 'x', multiValued: true, default: ['a', 1] }],
]

describe('a registry refuses at start-up', () => {
  test.each(badAttributes)('%s', (problem, attribute) => {
    const definition = withAttributes(attribute as AttributeDefinition) // on purpose: what the types would refuse
    expect(() => createRegistry([definition])).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(() => createRegistry([definition])).toThrow(`urn:x:Thing:${problem}`)
  })

  const badTypes: readonly (readonly [problem: string, definitions: readonly ResourceTypeDefinition[]])[] = [
    ['resource type "User": the name is taken', [userResourceType, userResourceType]],
    ['resource type "thing": the name is taken', [thing(), thing({ name: 'thing' })]],
    ['resource type "a/b": the name must be', [thing({ name: 'a/b' })]],
    ['the endpoint "/Users" is taken', [userResourceType, groupResourceType, thing({ endpoint: '/Users' })]],
    ['the endpoint "/Bulk" is taken', [thing({ endpoint: '/Bulk' })]],
    ...['Things', '/Things/', '/', '', '/a/b', '/a?b', '/.search'].map(
      (endpoint) => [`the endpoint "${endpoint}" must be a slash`, [thing({ endpoint })]] as const,
    ),
    ...['Thing', 'http://x/y', 'urn:x', 'urn::y', 'urn:x:a b', 'urn:x:a"', 'urn:x:a[b]'].map(
      (id) =>
        [`schema "${id}": the id must be a URN`, [thing({ schema: { id, name: 'Thing', attributes: [] } })]] as const,
    ),
    ['schema "urn:x:Thing": there are two schemas with this URN', [thing(), withAttributes({ name: 'x' }, 'Other')]],
    [
      'schema "URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:SCHEMA": there are two schemas',
      [thing({ schema: { id: 'URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:SCHEMA', name: 'x', attributes: [] } })],
    ],
    [
      'resource type "Thing": it has the schema "urn:x:Thing" twice',
      [thing({ extensions: [{ schema: thing().schema }] })],
    ],
    ['urn:x:More:TITLE: resource type "Thing" has an attribute of this name', [extended('TITLE')]],
    ['urn:x:More:externalId: resource type "Thing" has an attribute of this name', [extended('externalId')]],
    ['resource type "Thing": activeAttribute "title" is no singular boolean', [thing({ activeAttribute: 'title' })]],
    ['resource type "Thing": activeAttribute "gone" is no singular boolean', [thing({ activeAttribute: 'gone' })]],
    [
      'relation "gone": its schema "urn:x:Thing" has no such attribute',
      [thing({ relations: [{ attribute: 'gone' }] })],
    ],
    // What the type system does not see in a value that was made elsewhere.
    ['resource type "Thing": there is no member "enpoint"', [thing(misspelt('enpoint'))]],
    ['resource type "Thing": "endPoint" must be spelled "endpoint"', [thing(misspelt('endPoint'))]],
    ['schema "urn:x:Thing": there is no member "atts"', [thing({ schema: { ...thingSchema, ...misspelt('atts') } })]],
    [
      'resource type "Thing", extension "urn:x:More": there is no member "requird"',
      [thing({ extensions: [{ schema: moreSchema, ...misspelt('requird') }] })],
    ],
    [
      'schema "urn:x:More": there is no member "atts"',
      [thing({ extensions: [{ schema: { ...moreSchema, ...misspelt('atts') } }] })],
    ],
    [
      'resource type "Thing", relation "x": there is no member "inverze"',
      [{ ...related({ name: 'value' }), relations: [{ attribute: 'x', ...misspelt('inverze') }] }],
    ],
    [
      'resource type "Thing", inverse of "x": there is no member "type"',
      [thing({ relations: [{ attribute: 'x', inverse: { resourceType: 'B', attribute: 'b', ...misspelt('type') } }] })],
    ],
    ['relation "title": the attribute must be complex', [thing({ relations: [{ attribute: 'title' }] })]],
    ['relation "x": the attribute needs a sub-attribute "value"', [related({ name: 'y' })]],
    ['relation "x": its sub-attribute "value" must be a string', [related({ name: 'value', type: 'integer' })]],
    ['relation "x": a relation cannot keep the sub-attribute "qty"', [related({ name: 'value' }, { name: 'qty' })]],
    ['inverse "User.groups": there is no such resource type', [groupResourceType]],
    ['inverse "Thing.gone": the resource type has no such attribute', [inverse('gone')]],
    ['inverse "Thing.title": the attribute must be complex', [inverse('title')]],
    ['inverse "Thing.x": an attribute that is computed must be readOnly', [inverse('x')]],
  ]

  test.each(badTypes)('%s', (problem, definitions) => {
    expect(() => createRegistry(definitions)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(() => createRegistry(definitions)).toThrow(problem)
  })
})

function thing(over: Partial<ResourceTypeDefinition> = {}): ResourceTypeDefinition {
  return { name: 'Thing', schema: thingSchema, ...over }
}

/** A member of that name, hidden from the type system. */
function misspelt(name: string): object {
  return { [name]: 'x' }
}

const moreSchema = { id: 'urn:x:More', name: 'More', attributes: [] }

const thingSchema = { id: 'urn:x:Thing', name: 'Thing', attributes: [{ name: 'title' }] }

function withAttributes(attribute: AttributeDefinition, name = 'Thing'): ResourceTypeDefinition {
  return { name, schema: { ...thingSchema, attributes: [{ name: 'title' }, attribute] } }
}

function complex(...subAttributes: readonly AttributeDefinition[]): AttributeDefinition {
  return { name: 'x', type: 'complex', multiValued: true, subAttributes }
}

function extended(name: string): ResourceTypeDefinition {
  return thing({ extensions: [{ schema: { id: 'urn:x:More', name: 'More', attributes: [{ name }] } }] })
}

function related(...subAttributes: readonly AttributeDefinition[]): ResourceTypeDefinition {
  return { ...withAttributes(complex(...subAttributes)), relations: [{ attribute: 'x' }] }
}

function inverse(attribute: string): ResourceTypeDefinition {
  const relations = [{ attribute: 'x', inverse: { resourceType: 'Thing', attribute } }]
  return { ...withAttributes(complex({ name: 'value' })), relations }
}
