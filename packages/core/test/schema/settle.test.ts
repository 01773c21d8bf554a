import { describe, expect, test } from 'vitest'
import { findAttribute } from '../../src/schema/find-attribute.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition, widgetExtensionUrn } from '../fixtures/widget.ts'

const bare = { name: 'Bare', schema: { id: 'urn:x:Bare', name: 'Bare', attributes: [{ name: 'x' }] } }

describe('a settled resource type', () => {
  test('a characteristic left out takes its default (RFC 7643 §2.2)', () => {
    expect(settleResourceType(bare).byName.get('x')).toMatchObject({
      type: 'string',
      multiValued: false,
      required: false,
      canonicalValues: [],
      caseExact: false,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
      whenOmitted: 'clear',
      indexed: false,
    })
  })

  test.each(['reference', 'binary'] as const)('a %s counts case without saying so (RFC 7643 §2.3)', (type) => {
    const schema = { ...bare.schema, attributes: [{ name: 'x', type }] }
    expect(settleResourceType({ ...bare, schema }).byName.get('x')?.caseExact).toBe(true)
  })

  test('a writeOnly attribute is never returned, whatever its definition says (RFC 7643 §7)', () => {
    const schema = { ...bare.schema, attributes: [{ name: 'x', mutability: 'writeOnly', returned: 'always' }] } as const
    expect(settleResourceType({ ...bare, schema }).byName.get('x')?.returned).toBe('never')
  })

  test('a schema cannot redefine a common attribute (RFC 7643 §3.1)', () => {
    const schema = { ...bare.schema, attributes: [{ name: 'ID', mutability: 'readWrite' }, { name: 'x' }] } as const
    const settled = settleResourceType({ ...bare, schema })
    expect(settled.byName.get('id')).toMatchObject({ mutability: 'readOnly', caseExact: true, returned: 'always' })
    expect(settled.attributes.map(({ name }) => name)).toEqual(['schemas', 'id', 'externalId', 'meta', 'x'])
    expect(settled.schema.attributes.map(({ name }) => name)).toEqual(['x'])
  })

  test('the endpoint is the plural of the name unless stated', () => {
    expect(settleResourceType(bare).endpoint).toBe('/Bares')
  })

  test('relations, inverses, unique and indexed attributes are known by characteristic', () => {
    const all = [userResourceType, groupResourceType]
    const [user, group] = [settleResourceType(userResourceType, all), settleResourceType(groupResourceType, all)]
    expect(user.inverses.map(({ path, inverseOf }) => [path, inverseOf])).toEqual([
      ['groups', { resourceType: 'Group', attribute: 'members' }],
    ])
    expect(group.relations.map(({ path }) => path)).toEqual(['members'])
    expect(user.unique.map(({ path }) => path)).toEqual(['userName'])
    expect(user.indexed.map(({ path }) => path)).toEqual([
      'id',
      'externalId',
      'userName',
      'emails.value',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
    ])
    expect(group.indexed.map(({ path }) => path)).toEqual(['id', 'externalId', 'displayName'])
    expect(user.activeAttribute?.path).toBe('active')
  })

  test('what a PUT leaves out is kept for active and externalId only', () => {
    const kept = settleResourceType(userResourceType).attributes.filter(({ whenOmitted }) => whenOmitted === 'keep')
    expect(kept.map(({ path }) => path)).toEqual(['externalId', 'active'])
  })

  test.each([
    ['NAME.familyname', 'name.familyName'],
    ['urn:ietf:params:scim:schemas:core:2.0:user:userName', 'userName'],
    [
      'URN:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$REF',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref',
    ],
    ['meta.created', 'meta.created'],
  ])('%s is found as %s (RFC 7644 §3.10)', (name, path) => {
    const found = findAttribute(settleResourceType(userResourceType), name)
    expect(found?.kind === 'attribute' && found.attribute.path).toBe(path)
  })

  test('a bare extension URN stands for its container, an unknown name for nothing', () => {
    const widget = settleResourceType(widgetDefinition)
    const urn = widgetExtensionUrn
    expect(findAttribute(widget, urn.toUpperCase())).toMatchObject({ kind: 'container', container: { urn } })
    expect(findAttribute(widget, 'owner')).toBeUndefined()
    expect(findAttribute(widget, `${urn}:size`)).toBeUndefined()
  })
})
