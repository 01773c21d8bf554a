import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import type { ReferencedResource } from '../../src/filter/resolve-options.ts'
import type { ResourceType } from '../../src/schema/attribute.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { attributeOf, crew, errorOf, gear, widget } from './harness.ts'

const resources: Readonly<Record<string, ReferencedResource>> = {
  '/Widgets/7': { resourceType: 'Widget', id: '7' },
  '/Users/1': { resourceType: 'User', id: '1' },
  '/Groups/1': { resourceType: 'Group', id: '1' },
}
const user = createRegistry([userResourceType, groupResourceType]).byName('User') as ResourceType

const resolve = (filter: string, resourceType: ResourceType = widget) =>
  resolveFilter(parseFilter(filter), resourceType, { resourceAt: (uri) => resources[uri] })
const equal = (path: string, value: string, resourceType: ResourceType = widget) => ({
  kind: 'compare',
  attribute: attributeOf(path, resourceType),
  operator: 'eq',
  value,
})
const anyOf = (path: string, filter: object, resourceType: ResourceType = widget) => ({
  kind: 'valuePath',
  attribute: attributeOf(path, resourceType),
  filter,
})
const never = { kind: 'never' }

describe('a $ref beside a value', () => {
  it('is compared by the resource it leads to', () => {
    expect(resolve('parts.$ref eq "/Widgets/7"')).toEqual(anyOf('parts', equal('parts.value', '7')))
    expect(resolve('parts[$ref eq "/Widgets/7"]')).toEqual(anyOf('parts', equal('parts.value', '7')))
    expect(resolve('owner.$ref eq "/Users/1"', gear)).toEqual(equal('owner.value', '1', gear))
    expect(resolve('parts.$ref ne "/Widgets/7"')).toEqual({
      kind: 'not',
      operand: anyOf('parts', equal('parts.value', '7')),
    })
  })

  it('that leads nowhere, or to what the attribute cannot refer to, equals nothing', () => {
    expect(resolve('parts.$ref eq "/nowhere"')).toEqual(anyOf('parts', never))
    expect(resolve('parts.$ref eq "/Users/1"')).toEqual(anyOf('parts', never))
    const parsed = parseFilter('parts[$ref eq "/Widgets/7"]')
    expect(resolveFilter(parsed, widget)).toEqual(anyOf('parts', never))
  })

  it('tells resources of several types apart by the type beside it', () => {
    const both = { kind: 'and', operands: [equal('members.value', '1', crew), equal('members.type', 'User', crew)] }
    expect(resolve('members[$ref eq "/Users/1"]', crew)).toEqual(anyOf('members', both, crew))
  })

  it('of an inverse leads to resources of the one type it is the inverse of', () => {
    expect(resolve('groups.$ref eq "/Groups/1"', user)).toEqual(anyOf('groups', equal('groups.value', '1', user), user))
    expect(resolve('groups.$ref eq "/Users/1"', user)).toEqual(anyOf('groups', never, user))
  })

  it('is there when the value is', () => {
    const present = { kind: 'present', attribute: attributeOf('parts.value') }
    expect(resolve('parts.$ref pr')).toEqual(anyOf('parts', present))
    expect(resolve('parts[$ref eq null]')).toEqual(anyOf('parts', { kind: 'not', operand: present }))
  })

  it.each(['co', 'sw', 'ew', 'gt', 'le'])('is not looked into: %s', (operator) => {
    expect(errorOf(() => resolve(`parts.$ref ${operator} "/Widgets/7"`)).message).toBe(
      `The operator "${operator}" does not apply to "parts.$ref", which is of type reference.`,
    )
  })
})
