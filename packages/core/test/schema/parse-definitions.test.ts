import { describe, expect, test } from 'vitest'
import type { ResourceType } from '../../src/schema/attribute.ts'
import { findAttribute } from '../../src/schema/find-attribute.ts'
import { parseDefinitions } from '../../src/schema/parse-definitions.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { enterpriseUserSchema } from '../../src/schema/rfc7643/enterprise-user.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { toResourceTypeResource } from '../../src/schema/to-resource-type-resource.ts'
import { toSchemaResource } from '../../src/schema/to-schema-resource.ts'
import { widgetDefinition, widgetExtensionUrn, widgetUrn } from '../fixtures/widget.ts'

const badge = { id: 'urn:x:Badge', name: 'Badge', attributes: [{ name: 'number', type: 'integer', required: true }] }
const device = { id: 'urn:x:Device', name: 'Device', attributes: [{ name: 'serial', uniqueness: 'server' }] }
const user = {
  name: 'User',
  endpoint: '/Users',
  schema: userResourceType.schema.id,
  schemaExtensions: [{ schema: 'urn:x:Badge', required: true }],
}

const nested = {
  name: 'a',
  type: 'complex',
  subAttributes: [{ name: 'b', type: 'complex', subAttributes: [{ name: 'c' }] }],
}

describe('definitions in RFC 7643 JSON', () => {
  test('User and Group are there whatever the file says', () => {
    expect(parseDefinitions({ resourceTypes: [] })).toEqual([userResourceType, groupResourceType])
  })

  test('a resource type may do without an externalId', () => {
    const resourceTypes = [{ name: 'Device', schema: 'urn:x:Device', externalId: false }]
    const registry = createRegistry(parseDefinitions({ resourceTypes, schemas: [device] }))
    expect(findAttribute(registry.byName('Device') as ResourceType, 'externalId')).toBeUndefined()
  })

  test('a new resource type is added', () => {
    const registry = createRegistry(
      parseDefinitions({ resourceTypes: [{ name: 'Device', schema: 'urn:x:Device' }], schemas: [device] }),
    )
    expect(registry.resourceTypes.map(({ name, endpoint }) => [name, endpoint])).toEqual([
      ['User', '/Users'],
      ['Group', '/Groups'],
      ['Device', '/Devices'],
    ])
    expect(registry.byName('Device')?.unique.map(({ path }) => path)).toEqual(['serial'])
  })

  test('an extension is added to the built-in User, which keeps all it had', () => {
    const registry = createRegistry(parseDefinitions({ resourceTypes: [user], schemas: [badge] }))
    expect(registry.byName('User')?.extensions).toEqual([
      { schema: enterpriseUserSchema, required: false },
      { schema: badge, required: true },
    ])
    expect(registry.byName('User')?.activeAttribute?.whenOmitted).toBe('keep')
    expect(registry.byName('User')?.inverses.map(({ name }) => name)).toEqual(['groups'])
  })

  test('the file decides whether a built-in extension is required', () => {
    const schemaExtensions = [{ schema: enterpriseUserSchema.id, required: true }]
    const [extended] = parseDefinitions({ resourceTypes: [{ ...user, schemaExtensions }] })
    expect(extended?.extensions).toEqual([{ schema: enterpriseUserSchema, required: true }])
  })

  test('what ScimKit publishes can be read back', () => {
    const published = createRegistry([userResourceType, groupResourceType, widgetDefinition])
    const own = published.schemas().filter(({ id }) => id === widgetUrn || id === widgetExtensionUrn)
    const json: unknown = JSON.parse(
      JSON.stringify({
        resourceTypes: published.resourceTypes.map((type) => toResourceTypeResource(type, 'https://x')),
        schemas: own.map((schema) => toSchemaResource(schema, 'https://x')),
      }),
    )
    const again = createRegistry(parseDefinitions(json))
    const print = (registry: typeof again) => registry.schemas().map((schema) => toSchemaResource(schema, 'https://x'))
    expect(print(again)).toEqual(print(published))
  })

  test('members of a vendor, and what every resource has, are passed over', () => {
    const foreign = { 'x-owner': 'hr', 'urn:okta:schemas': {}, $comment: 'from an export' }
    const attributes = [{ name: 'serial', ...foreign }]
    const json = {
      $schema: 'https://example.com/definitions.json',
      resourceTypes: [{ id: 'Device', schemas: [], meta: {}, name: 'Device', schema: 'urn:x:Device', ...foreign }],
      schemas: [{ schemas: [], meta: {}, ...device, attributes, ...foreign }],
    }
    const registry = createRegistry(parseDefinitions(json))
    expect(registry.byName('Device')?.byName.get('serial')?.type).toBe('string')
  })

  test("ScimKit's own members can be said too", () => {
    const team = {
      id: 'urn:x:Team',
      attributes: [
        { name: 'open', type: 'boolean', whenOmitted: 'keep' },
        { name: 'colour', default: 'red', indexed: true },
        { name: 'people', type: 'complex', multiValued: true, subAttributes: [{ name: 'value', caseExact: true }] },
      ],
    }
    const resourceTypes = [
      { name: 'Team', schema: 'urn:x:team', relations: [{ attribute: 'people' }], activeAttribute: 'open' },
    ]
    const type = createRegistry(parseDefinitions({ resourceTypes, schemas: [team] })).byName('Team')
    expect(type?.relations.map(({ name }) => name)).toEqual(['people'])
    expect(type?.activeAttribute?.whenOmitted).toBe('keep')
    expect(type?.byName.get('colour')).toMatchObject({ default: 'red', indexed: true })
  })

  const refusals: readonly (readonly [problem: string, json: unknown])[] = [
    ['the definitions: it must be an object, but it is null', null],
    ['resourceTypes: it must be an array, but it is missing', {}],
    ['resourceTypes["User"].schema: it must be a string, but it is missing', { resourceTypes: [{ name: 'User' }] }],
    ['resourceTypes[0].name: it must be a string, but it is a number', { resourceTypes: [{ ...user, name: 1 }] }],
    [
      'schemas["urn:x:Badge"].attributes["number"].required: it must be true or false, but it is a string',
      { resourceTypes: [user], schemas: [{ ...badge, attributes: [{ name: 'number', required: 'true' }] }] },
    ],
    ['urn:x:Badge:number: mutability "readonly" is none of', withBadge({ name: 'number', mutability: 'readonly' })],
    ['urn:x:Badge:number: "MultiValued" must be spelled', withBadge({ name: 'number', MultiValued: true })],
    ['urn:x:Badge:number: there is no member "retuned"', withBadge({ name: 'number', retuned: 'never' })],
    [
      'schemas["urn:x:Badge"]: there is no member "attribtes"',
      { resourceTypes: [user], schemas: [{ ...badge, attribtes: [] }] },
    ],
    ['resourceTypes["User"]: there is no member "enpoint"', { resourceTypes: [{ ...user, enpoint: '/Us' }] }],
    [
      'resourceTypes["User"].schemaExtensions[0]: there is no member "requird"',
      { resourceTypes: [{ ...user, schemaExtensions: [{ schema: 'urn:x:Badge', requird: true }] }] },
    ],
    [
      'resourceTypes["User"].relations[0].inverse: there is no member "atribute"',
      {
        resourceTypes: [
          { ...user, relations: [{ attribute: 'a', inverse: { resourceType: 'B', attribute: 'b', atribute: 'c' } }] },
        ],
      },
    ],
    ['the definitions: there is no member "schema"', { resourceTypes: [], schema: [] }],
    ['urn:x:Badge:a.b: a sub-attribute cannot be complex', withBadge(nested)],
    ['resource type "User": there is no schema "urn:x:Badge" in the file or built in', { resourceTypes: [user] }],
    ['schema "urn:x:Device": no resource type of the file names it', { resourceTypes: [], schemas: [device] }],
    [
      'schema "urn:x:badge": there are two schemas with this URN',
      { resourceTypes: [user], schemas: [badge, { ...badge, id: 'urn:x:badge' }] },
    ],
    [
      `schema "${userResourceType.schema.id}": it is built in`,
      { resourceTypes: [user], schemas: [badge, userResourceType.schema] },
    ],
  ]

  test.each(refusals)('is refused: %s', (problem, json) => {
    expect(() => parseDefinitions(json)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(() => parseDefinitions(json)).toThrow(problem)
  })
})

function withBadge(attribute: object): unknown {
  return { resourceTypes: [user], schemas: [{ ...badge, attributes: [attribute] }] }
}
