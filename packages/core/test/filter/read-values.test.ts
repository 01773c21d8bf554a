import { describe, expect, it } from 'vitest'
import { valuesOf } from '../../src/filter/read-values.ts'
import { widgetExtensionUrn } from '../fixtures/widget.ts'
import { attributeOf, crew, stored } from './harness.ts'

describe('the values of an attribute', () => {
  const resource = stored({
    name: 'n',
    tags: ['x', 'y'],
    dim: { w: 1 },
    parts: [{ value: 'a' }, { type: 'b' }, { value: 'c' }],
    code: null,
    [widgetExtensionUrn]: { owner: 'o', maker: { value: 'm' } },
  })

  it.each([
    ['name', ['n']],
    ['code', []],
    ['state', []],
    ['tags', ['x', 'y']],
    ['dim', [{ w: 1 }]],
    ['dim.w', [1]],
    ['dim.h', []],
    ['parts.value', ['a', 'c']],
    ['id', ['Id-1']],
    ['meta.version', ['W/"3"']],
    ['meta.resourceType', ['Widget']],
    ['schemas', []],
    ['meta.location', []],
    [`${widgetExtensionUrn}:owner`, ['o']],
    [`${widgetExtensionUrn}:maker.value`, ['m']],
  ])('%s is %j', (path, values) => {
    expect(valuesOf(attributeOf(path))(resource)).toEqual(values)
  })

  it('of a relation are what the store brought along', () => {
    const group = stored({ members: [{ value: 'no' }] }, { related: { members: [{ value: 'u1' }] } })
    expect(valuesOf(attributeOf('members.value', crew))(group)).toEqual(['u1'])
  })

  it('of a sub-attribute are none when there is no object', () => {
    expect(valuesOf(attributeOf('dim.w'))(stored({ dim: 'x' }))).toEqual([])
  })
})
