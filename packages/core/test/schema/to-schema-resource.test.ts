import { describe, expect, test } from 'vitest'
import { isJsonObject, type JsonObject } from '../../src/schema/json.ts'
import { keywords } from '../../src/schema/keywords.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { resourceTypeSchema } from '../../src/schema/rfc7643/resource-type.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { schemaSchema } from '../../src/schema/rfc7643/schema.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { toResourceTypeResource } from '../../src/schema/to-resource-type-resource.ts'
import { toSchemaResource } from '../../src/schema/to-schema-resource.ts'
import { toZod } from '../../src/schema/to-zod.ts'
import { gadgetDefinition, widgetDefinition } from '../fixtures/widget.ts'

const baseUrl = 'https://app.example.com/scim/v2'
const registry = createRegistry([userResourceType, groupResourceType, widgetDefinition, gadgetDefinition])
const published = registry.schemas().map((schema) => toSchemaResource(schema, baseUrl))
const attributes = published.flatMap((schema) => attributesOf(schema.attributes))

describe('a published schema (RFC 7643 §7)', () => {
  const metaSchema = toZod(settleResourceType({ name: 'Schema', schema: schemaSchema }))
  const others = published.filter(({ id }) => id !== schemaSchema.id)

  test.each(others.map((schema) => [String(schema.id), schema] as const))(
    'S7643-7-03: %s follows the meta-schema',
    (_, schema) => {
      expect(metaSchema.safeParse(schema).error?.issues).toBeUndefined()
    },
  )

  test('only the meta-schema is deeper than itself allows, as in RFC 7643 §8.7.2', () => {
    const issues = metaSchema.safeParse(published.find(({ id }) => id === schemaSchema.id)).error?.issues ?? []
    expect(
      issues.map(({ path, message }) => [path.filter((key) => typeof key === 'string').join('.'), message]),
    ).toEqual([['attributes.subAttributes', 'Unrecognized key: "subAttributes"']])
  })

  test('S7643-7-16: uses the keywords of RFC 7643 §7 in their exact case', () => {
    for (const attribute of attributes) {
      for (const [member, words] of Object.entries(keywords)) {
        const word = attribute[member]
        if (word !== undefined) expect(words).toContain(word)
      }
    }
  })

  test('says where it is and what it is (A8)', () => {
    expect(published[0]).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      id: 'urn:ietf:params:scim:schemas:core:2.0:User',
      name: 'User',
      meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/urn:ietf:params:scim:schemas:core:2.0:User` },
    })
  })

  test('writes out every characteristic that applies, and no other', () => {
    for (const attribute of attributes) {
      expect(attribute).toMatchObject({
        name: expect.any(String),
        type: expect.any(String),
        multiValued: expect.any(Boolean),
        description: expect.stringMatching(/./),
        required: expect.any(Boolean),
        mutability: expect.any(String),
        returned: expect.any(String),
      })
      const type = String(attribute.type)
      expect([attribute, 'caseExact' in attribute]).toEqual([
        attribute,
        ['string', 'reference', 'binary'].includes(type),
      ])
      expect([attribute, 'uniqueness' in attribute]).toEqual([attribute, !['complex', 'boolean'].includes(type)])
      expect([attribute, 'subAttributes' in attribute]).toEqual([attribute, type === 'complex'])
    }
  })

  test('shows nothing of what is ScimKit’s own', () => {
    const own = ['default', 'whenOmitted', 'indexed']
    expect(attributes.flatMap((attribute) => Object.keys(attribute)).filter((name) => own.includes(name))).toEqual([])
  })

  test('has the least an attribute can have: all defaults', () => {
    const schema = { id: 'urn:x:y', name: 'Y', attributes: [{ name: 'x' }] }
    expect(toSchemaResource(schema, baseUrl)).toMatchObject({ description: 'Y', attributes: [{ description: 'x' }] })
  })

  test('can be sent as JSON', () => {
    expect(JSON.parse(JSON.stringify(published))).toEqual(published)
  })
})

describe('a published resource type (RFC 7643 §6)', () => {
  test('names its schemas, each of which is published', () => {
    const ids = new Set(published.map(({ id }) => id))
    for (const resourceType of registry.resourceTypes) {
      const { schema, schemaExtensions = [] } = toResourceTypeResource(resourceType, baseUrl)
      const extensions = Array.isArray(schemaExtensions) ? schemaExtensions.map((each: JsonObject) => each.schema) : []
      for (const id of [schema, ...extensions]) expect(ids).toContain(id)
    }
  })

  test.each(registry.resourceTypes)('$name follows the schema of resource types', (resourceType) => {
    const metaType = toZod(settleResourceType({ name: 'ResourceType', schema: resourceTypeSchema }))
    expect(metaType.safeParse(toResourceTypeResource(resourceType, baseUrl)).error?.issues).toBeUndefined()
  })

  test('is complete', () => {
    expect(toResourceTypeResource(settleResourceType(gadgetDefinition), baseUrl)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      id: 'Gadget',
      name: 'Gadget',
      description: 'Gadget',
      endpoint: '/Gadgets',
      schema: gadgetDefinition.schema.id,
      schemaExtensions: [{ schema: gadgetDefinition.extensions[0].schema.id, required: true }],
      meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/Gadget` },
    })
  })

  test('leaves schemaExtensions out when there are none', () => {
    expect(toResourceTypeResource(settleResourceType(groupResourceType), baseUrl)).not.toHaveProperty(
      'schemaExtensions',
    )
  })
})

function attributesOf(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) return []
  return value.filter(isJsonObject).flatMap((attribute) => [attribute, ...attributesOf(attribute.subAttributes)])
}
