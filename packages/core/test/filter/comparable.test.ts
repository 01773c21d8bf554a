import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../src/filter/compile.ts'
import { comparableOf } from '../../src/filter/order.ts'
import type { ResourceType } from '../../src/schema/attribute.ts'
import type { JsonValue } from '../../src/schema/json.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { attributeOf, gear, stored, widget } from './harness.ts'

const user = createRegistry([userResourceType, groupResourceType]).byName('User') as ResourceType
const ready = (path: string, value: JsonValue, resourceType: ResourceType = widget) =>
  comparableOf(attributeOf(path, resourceType))(value)

describe('a value made ready for comparison', () => {
  it.each<readonly [string, readonly JsonValue[]]>([
    ['name', [5, true, null, ['a'], { value: 'a' }]],
    ['code', [5, true, null]],
    ['enabled', [1, 'true', null, [true]]],
    ['count', ['5', true, null, [5]]],
    ['ratio', ['0.5', null]],
    ['at', [5, 'never', '2026-02-30T00:00:00Z', null, ['2026-01-31T08:00:00Z']]],
    ['blob', [5, null, 'no base64!', ['AQ==']]],
    ['link', [5, null, ['https://x.example']]],
  ])('is nothing when it is of another type than %s: %j', (path, values) => {
    for (const value of values) expect(ready(path, value), JSON.stringify(value)).toBeUndefined()
  })

  it('is the bytes of a binary, not their spelling', () => {
    expect(ready('blob', '-_8')).toBe(ready('blob', '+/8='))
    expect(ready('blob', 'AQ==')).not.toBe(ready('blob', 'aq=='))
  })

  it('is a user name whatever the width of its characters (RFC 8265 §3.3.2)', () => {
    expect(ready('userName', 'ＡＤＡ', user)).toBe('ada')
    expect(ready('displayName', 'ＡＤＡ', user)).not.toBe('ada')
  })

  it('is an instant, to less than a millisecond', () => {
    const millisecond = ready('at', '2026-01-31T10:00:00.000Z')
    expect(ready('at', '2026-01-31T11:00:00+01:00')).toBe(millisecond)
    expect(ready('at', '2026-01-31T10:00:00.000123Z')).toBeGreaterThan(Number(millisecond))
    expect(ready('at', '2026-01-31T10:00:00.1234')).toBe(Number(millisecond) + 123.4)
  })

  it('is a reference without the version of the API when it leads to a resource (RFC 7643 §2.4)', () => {
    const [first, second] = ['https://x.example/v1/Widgets/7', 'https://x.example/v2/Widgets/7']
    expect(ready('parts.$ref', first)).toBe(ready('parts.$ref', second))
    expect(ready('sites.either', first, gear)).toBe(ready('sites.either', second, gear))
    for (const path of ['sites.page', 'sites.name', 'sites.plain'])
      expect(ready(path, first, gear)).not.toBe(ready(path, second, gear))
    expect(ready('link', 'HTTPS://X.example:443/%7ea')).toBe('https://x.example/~a')
  })
})

describe('a literal of another type than its attribute, which only a hand-made filter has,', () => {
  it.each([
    ['count', '5', 5],
    ['name', 5, 'undefined'],
  ] as const)('matches nothing: %s', (path, value, held) => {
    for (const operator of ['eq', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'ew'] as const) {
      const matches = compileFilter({ kind: 'compare', attribute: attributeOf(path), operator, value })
      expect(matches(stored({ [path]: held })), operator).toBe(false)
    }
  })
})
