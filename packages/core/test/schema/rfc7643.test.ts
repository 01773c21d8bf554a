import { describe, expect, test } from 'vitest'
import type { Attribute, AttributeDefinition, SchemaDefinition } from '../../src/schema/attribute.ts'
import { characteristicsOf } from '../../src/schema/characteristics.ts'
import { enterpriseUserSchema } from '../../src/schema/rfc7643/enterprise-user.ts'
import { groupSchema } from '../../src/schema/rfc7643/group.ts'
import { resourceTypeSchema } from '../../src/schema/rfc7643/resource-type.ts'
import { schemaSchema } from '../../src/schema/rfc7643/schema.ts'
import { serviceProviderConfigSchema } from '../../src/schema/rfc7643/service-provider-config.ts'
import { userSchema } from '../../src/schema/rfc7643/user.ts'

const schemas: readonly SchemaDefinition[] = [
  userSchema,
  groupSchema,
  enterpriseUserSchema,
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
]

/** Every path of the tables of RFC 7643 §8.7, with what the errata and later RFCs add. */
const paths: Readonly<Record<string, string>> = {
  User: `userName name name.formatted name.familyName name.givenName name.middleName name.honorificPrefix
    name.honorificSuffix displayName nickName profileUrl title userType preferredLanguage locale timezone active password
    emails emails.value emails.display emails.type emails.primary phoneNumbers phoneNumbers.value phoneNumbers.display
    phoneNumbers.type phoneNumbers.primary ims ims.value ims.display ims.type ims.primary photos photos.value
    photos.display photos.type photos.primary addresses addresses.formatted addresses.streetAddress addresses.locality
    addresses.region addresses.postalCode addresses.country addresses.type addresses.primary groups groups.value
    groups.$ref groups.display groups.type entitlements entitlements.value entitlements.display entitlements.type
    entitlements.primary roles roles.value roles.display roles.type roles.primary x509Certificates
    x509Certificates.value x509Certificates.display x509Certificates.type x509Certificates.primary`,
  Group: 'displayName members members.value members.$ref members.type members.display',
  EnterpriseUser: `employeeNumber costCenter organization division department manager manager.value manager.$ref
    manager.displayName`,
  'Service Provider Configuration': `documentationUri patch patch.supported bulk bulk.supported bulk.maxOperations
    bulk.maxPayloadSize filter filter.supported filter.maxResults changePassword changePassword.supported sort
    sort.supported etag etag.supported authenticationSchemes authenticationSchemes.type authenticationSchemes.name
    authenticationSchemes.description authenticationSchemes.specUri authenticationSchemes.documentationUri
    authenticationSchemes.primary pagination pagination.cursor pagination.index pagination.defaultPaginationMethod
    pagination.defaultPageSize pagination.maxPageSize pagination.cursorTimeout securityEvents
    securityEvents.asyncRequest securityEvents.eventUris`,
  ResourceType: `id name description endpoint schema schemaExtensions schemaExtensions.schema
    schemaExtensions.required`,
  Schema: `id name description attributes attributes.name attributes.type attributes.multiValued
    attributes.description attributes.required attributes.canonicalValues attributes.caseExact attributes.mutability
    attributes.returned attributes.uniqueness attributes.referenceTypes attributes.subAttributes
    attributes.subAttributes.name attributes.subAttributes.type attributes.subAttributes.multiValued
    attributes.subAttributes.description attributes.subAttributes.required attributes.subAttributes.canonicalValues
    attributes.subAttributes.caseExact attributes.subAttributes.mutability attributes.subAttributes.returned
    attributes.subAttributes.uniqueness attributes.subAttributes.referenceTypes`,
}

type Expected = Partial<Attribute>
const optionalReadWrite = { required: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none' } as const

/** The rows that say more than the defaults, and those an erratum or an ambiguity (A5) changes. */
const tricky: readonly (readonly [SchemaDefinition, string, Expected])[] = [
  [userSchema, 'userName', { required: true, caseExact: false, uniqueness: 'server' }],
  [userSchema, 'name', { ...optionalReadWrite, type: 'complex', multiValued: false }],
  [userSchema, 'profileUrl', { type: 'reference', caseExact: true, referenceTypes: ['external'] }],
  [userSchema, 'active', { ...optionalReadWrite, type: 'boolean' }],
  [userSchema, 'password', { caseExact: false, mutability: 'writeOnly', returned: 'never', uniqueness: 'none' }],
  [userSchema, 'emails', { ...optionalReadWrite, type: 'complex', multiValued: true }],
  [userSchema, 'emails.type', { canonicalValues: ['work', 'home', 'other'] }],
  [userSchema, 'phoneNumbers.type', { canonicalValues: ['work', 'home', 'mobile', 'fax', 'pager', 'other'] }],
  [
    userSchema,
    'ims.type',
    { canonicalValues: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other'] },
  ],
  [userSchema, 'photos.value', { type: 'reference', caseExact: true, referenceTypes: ['external'] }],
  [userSchema, 'addresses', { ...optionalReadWrite, type: 'complex', multiValued: true }],
  [userSchema, 'addresses.primary', { ...optionalReadWrite, type: 'boolean' }],
  [userSchema, 'groups', { type: 'complex', multiValued: true, mutability: 'readOnly' }],
  [userSchema, 'groups.value', { caseExact: true, mutability: 'readOnly' }],
  [
    userSchema,
    'groups.$ref',
    { type: 'reference', caseExact: true, mutability: 'readOnly', referenceTypes: ['Group'] },
  ],
  [userSchema, 'groups.type', { mutability: 'readOnly', canonicalValues: ['direct', 'indirect'] }],
  [userSchema, 'x509Certificates.value', { type: 'binary', caseExact: true }],
  [groupSchema, 'displayName', { required: true, caseExact: false, mutability: 'readWrite', uniqueness: 'none' }],
  [groupSchema, 'members', { ...optionalReadWrite, type: 'complex', multiValued: true }],
  [groupSchema, 'members.value', { required: false, caseExact: true, mutability: 'immutable' }],
  [
    groupSchema,
    'members.$ref',
    { type: 'reference', caseExact: true, mutability: 'immutable', referenceTypes: ['User', 'Group'] },
  ],
  [groupSchema, 'members.type', { mutability: 'immutable', canonicalValues: ['User', 'Group'] }],
  [groupSchema, 'members.display', { mutability: 'immutable' }],
  [enterpriseUserSchema, 'manager', { ...optionalReadWrite, type: 'complex', multiValued: false }],
  [enterpriseUserSchema, 'manager.value', { ...optionalReadWrite, caseExact: true }],
  [enterpriseUserSchema, 'manager.$ref', { type: 'reference', caseExact: true, referenceTypes: ['User'] }],
  [enterpriseUserSchema, 'manager.displayName', { mutability: 'readOnly' }],
  [serviceProviderConfigSchema, 'etag', { type: 'complex', required: true }],
  [serviceProviderConfigSchema, 'etag.supported', { type: 'boolean', required: true }],
  [serviceProviderConfigSchema, 'authenticationSchemes', { type: 'complex', multiValued: true, required: true }],
  [
    serviceProviderConfigSchema,
    'authenticationSchemes.type',
    { required: true, canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'] },
  ],
  [serviceProviderConfigSchema, 'authenticationSchemes.primary', { type: 'boolean', required: false }],
  [serviceProviderConfigSchema, 'pagination', { type: 'complex', required: false }],
  [serviceProviderConfigSchema, 'pagination.cursor', { type: 'boolean', required: true }],
  [serviceProviderConfigSchema, 'pagination.maxPageSize', { type: 'integer', required: false }],
  [serviceProviderConfigSchema, 'securityEvents.eventUris', { type: 'string', multiValued: true }],
  [resourceTypeSchema, 'endpoint', { type: 'reference', required: true, caseExact: true, referenceTypes: ['uri'] }],
  [resourceTypeSchema, 'schemaExtensions', { type: 'complex', multiValued: true, required: false }],
  [resourceTypeSchema, 'schemaExtensions.required', { type: 'boolean', required: true }],
  [schemaSchema, 'id', { required: true, returned: 'always' }],
  [schemaSchema, 'name', { required: true }],
  [schemaSchema, 'attributes', { type: 'complex', multiValued: true, required: true }],
  [schemaSchema, 'attributes.name', { required: true, caseExact: true }],
  [schemaSchema, 'attributes.type', { required: true, canonicalValues: expect.arrayContaining(['binary', 'complex']) }],
  [schemaSchema, 'attributes.subAttributes.type', { canonicalValues: expect.arrayContaining(['binary']) }],
  [schemaSchema, 'attributes.subAttributes.type', { canonicalValues: expect.not.arrayContaining(['complex']) }],
  [schemaSchema, 'attributes.subAttributes.referenceTypes', { multiValued: true, caseExact: true }],
]

describe('the schemas of RFC 7643', () => {
  test.each(schemas.map((schema) => [schema.name, schema] as const))(
    '%s has exactly its attributes',
    (name, schema) => {
      const found = flatten(schema.attributes).map(([path]) => path)
      expect(found.toSorted()).toEqual(paths[name]?.split(/\s+/).toSorted())
    },
  )

  test.each(tricky)('$name %s', (schema, path, expected) => {
    expect(characteristicsOf(find(schema, path))).toMatchObject(expected)
  })

  test('every attribute that is in no row above has the defaults of its type', () => {
    const said = new Set(tricky.map(([schema, path]) => `${schema.name} ${path}`))
    const silent = [userSchema, groupSchema, enterpriseUserSchema].flatMap((schema) =>
      flatten(schema.attributes).filter(([path]) => !said.has(`${schema.name} ${path}`)),
    )
    for (const [path, attribute] of silent) {
      const readOnly = path === 'groups.display'
      expect([path, characteristicsOf(attribute)]).toMatchObject([
        path,
        { ...optionalReadWrite, caseExact: false, ...(readOnly && { mutability: 'readOnly' }) },
      ])
    }
  })

  test('whatever the discovery endpoints show is readOnly and has no erratum left in its case', () => {
    for (const schema of [serviceProviderConfigSchema, resourceTypeSchema, schemaSchema]) {
      for (const [path, attribute] of flatten(schema.attributes)) {
        const { mutability, type, caseExact } = characteristicsOf(attribute)
        expect([path, mutability]).toEqual([path, 'readOnly'])
        if (type === 'reference') expect([path, caseExact]).toEqual([path, true])
      }
    }
  })

  test('S7643-7-02: everything is described', () => {
    for (const schema of schemas) {
      expect(schema.description).toBeTruthy()
      for (const [path, { description }] of flatten(schema.attributes)) {
        expect([path, description]).toEqual([path, expect.stringMatching(/^[A-Z].+\.$/)])
      }
    }
  })
})

type Row = readonly [path: string, attribute: AttributeDefinition]

function flatten(attributes: readonly AttributeDefinition[], prefix = ''): readonly Row[] {
  return attributes.flatMap((attribute) => {
    const path = `${prefix}${attribute.name}`
    return [[path, attribute] as const, ...flatten(attribute.subAttributes ?? [], `${path}.`)]
  })
}

function find(schema: SchemaDefinition, path: string): AttributeDefinition {
  const row = flatten(schema.attributes).find(([each]) => each === path)
  if (row === undefined) throw new Error(`${schema.name} has no ${path}`)
  return row[1]
}
