import {
  createRegistry,
  enterpriseUserSchema,
  groupResourceType,
  toZod,
  userResourceType,
  userSchema,
} from '@scimkit/core'
import { expect, test } from 'vitest'
import { buildFullResource, buildResource } from '../../src/requirements/checks/probe/resource.ts'
import { readSchema, readType } from '../../src/requirements/checks/server/published.ts'

const schemas = new Map(
  [userSchema, enterpriseUserSchema, groupResourceType.schema].map((schema) => {
    const read = readSchema(JSON.parse(JSON.stringify(schema)))
    return [read.id.toLowerCase(), read] as const
  }),
)
const user = readType(
  {
    name: 'User',
    endpoint: '/Users',
    schema: userSchema.id,
    schemaExtensions: [{ schema: enterpriseUserSchema.id, required: false }],
  },
  schemas,
)

test('a resource has what its schema requires and what many servers want', () => {
  expect(buildResource(user, 'name')).toEqual({
    schemas: [userSchema.id],
    userName: 'name@example.com',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ value: 'name@example.com', type: 'work', primary: true }],
  })
})

test('a required extension is carried, an optional one when it has values', () => {
  const [extension] = user.extensions
  if (extension === undefined) throw new Error('User has no extension.')
  const strict = { ...user, extensions: [{ ...extension, required: true }] }
  expect(buildResource(strict, 'name').schemas).toEqual([userSchema.id, enterpriseUserSchema.id])
  const given = buildResource(user, 'name', { [enterpriseUserSchema.id]: { department: 'Sales' } })
  expect(given).toMatchObject({ schemas: [userSchema.id, enterpriseUserSchema.id] })
})

test('a full resource is valid, and leaves out what cannot be made up', () => {
  const registry = createRegistry([userResourceType, groupResourceType])
  const type = registry.byName('User')
  if (type === undefined) throw new Error('There is no User.')
  const full = JSON.parse(JSON.stringify(buildFullResource(user, 'name')))
  expect(toZod(type).safeParse(full)).toMatchObject({ success: true })
  expect(full).toMatchObject({ title: 'name title', active: true, addresses: [{ country: 'US' }] })
  expect(Object.keys(full)).not.toContain('groups')
  expect(Object.keys(full)).not.toContain('x509Certificates')
})
