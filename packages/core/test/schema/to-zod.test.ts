import { describe, expect, test } from 'vitest'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { toZod } from '../../src/schema/to-zod.ts'
import { gadgetDefinition, gadgetExtensionUrn, widgetDefinition } from '../fixtures/widget.ts'

const registry = createRegistry([userResourceType, groupResourceType, widgetDefinition, gadgetDefinition])
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const whole = {
  schemas: [userResourceType.schema.id, enterprise],
  id: '2819c223',
  externalId: 'ada',
  meta: { resourceType: 'User', created: '2011-05-13T04:42:34Z', version: 'W/"1"' },
  userName: 'ada',
  name: { givenName: 'Ada' },
  active: true,
  emails: [{ value: 'ada@example.com', primary: true }],
  groups: [],
  [enterprise]: { manager: { value: '26118915', $ref: '../Users/26118915' } },
}

describe('the zod schema of a resource type', () => {
  test('takes a canonical resource, with and without the common attributes', () => {
    expect(problems('User', whole)).toEqual([])
    expect(problems('User', { userName: 'ada' })).toEqual([])
    expect(problems('Group', { displayName: 'Staff', members: [] })).toEqual([])
  })

  test.each([
    ['userName must be a string, but is missing', 'User', {}],
    ['active must be true or false, but is a string', 'User', { userName: 'a', active: 'yes' }],
    ['name.givenName must be a string, but is an object', 'User', { userName: 'a', name: { givenName: {} } }],
    ['emails.0.primary must be true or false, but is null', 'User', { userName: 'a', emails: [{ primary: null }] }],
    ['nickName must be a string, but is null', 'User', { userName: 'a', nickName: null }],
    ['members.0.$ref must be a URI, but is a string', 'Group', { displayName: 'a', members: [{ $ref: 'a b' }] }],
    ['count must be an integer, but is a number', 'Widget', { name: 'a', count: 1.5 }],
    ['tags.1 must be a string, but is a number', 'Widget', { name: 'a', tags: ['x', 1] }],
  ] as const)('says: %s', (problem, name, resource) => {
    expect(problems(name, resource)).toEqual([problem])
  })

  test.each([
    ['an attribute in another spelling', 'User', { USERNAME: 'a' }],
    ['an unknown attribute', 'User', { userName: 'a', shoeSize: 1 }],
    ['an unknown sub-attribute', 'User', { userName: 'a', name: { nick: 'x' } }],
    ['an extension attribute at the top', 'User', { userName: 'a', department: 'x' }],
    ['an empty array', 'User', { userName: 'a', emails: [] }],
    ['one value where there can be several', 'User', { userName: 'a', emails: { value: 'x' } }],
    ['several where there is one', 'User', { userName: ['a'] }],
    ['a resource without its required extension', 'Gadget', { label: 'a' }],
    ['something else than an object', 'Gadget', 'a'],
  ] as const)('refuses %s', (_, name, resource) => {
    expect(problems(name, resource)).not.toEqual([])
  })

  test('takes a resource with its required extension', () => {
    expect(problems('Gadget', { label: 'a', [gadgetExtensionUrn]: { plant: 'x' } })).toEqual([])
  })
})

function problems(name: string, resource: unknown): readonly string[] {
  const type = registry.byName(name)
  if (type === undefined) throw new Error(`There is no ${name}`)
  const issues = toZod(type).safeParse(resource).error?.issues ?? []
  return issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}
