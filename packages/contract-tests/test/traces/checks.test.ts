import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkKinds, failureOf } from '../../src/traces/checks.ts'
import { locate } from '../../src/traces/locate.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const body = {
  id: '1',
  title: null,
  active: false,
  roles: [],
  'name.givenName': 'literal',
  name: { givenName: 'Ada' },
  emails: [
    { type: 'home', value: 'a@example.com', primary: true },
    { type: 'work', value: 'b@example.com' },
  ],
  schemas: ['urn:a', 'urn:b'],
  [enterprise]: { manager: { value: 'm-1' }, 'a/b~c': 1 },
}

describe('a path', () => {
  test.each([
    ['id', '1'],
    ['name.givenName', 'Ada'],
    ['emails.1.value', 'b@example.com'],
    ['emails.2.value', undefined],
    ['name.givenName.length', undefined],
    ['constructor', undefined],
    ['/name.givenName', 'literal'],
    [`/${enterprise}/manager/value`, 'm-1'],
    [`/${enterprise}/a~1b~0c`, 1],
  ])('%s leads to %j', (path, value) => {
    expect(locate(body, path)).toEqual(value)
  })

  test('of any names, as a JSON Pointer, leads to what is there', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (names) => {
        const nested = names.reduceRight<object | string>((inner, name) => ({ [name]: inner }), 'found')
        const pointer = names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
        // JSON.parse, because a computed `__proto__` member is data there.
        expect(locate(JSON.parse(JSON.stringify(nested)), pointer)).toBe('found')
      }),
    )
  })
})

describe('an assertion', () => {
  test.each([
    ['id', 'equals', '1'],
    ['name', 'equals', { givenName: 'Ada' }],
    ['emails', 'length', 2],
    ['emails.0.primary', 'type', 'boolean'],
    ['emails', 'type', 'array'],
    ['title', 'absent', true],
    ['nickName', 'absent', true],
    ['roles', 'emptyOrAbsent', true],
    ['title', 'emptyOrAbsent', true],
    ['emails', 'contains', { type: 'home', value: 'a@example.com' }],
    ['schemas', 'includes', 'urn:b'],
  ] as const)('holds: %s %s %j', (path, kind, expected) => {
    expect(failureOf({ path, kind, expected }, body)).toBeUndefined()
  })

  test.each([
    ['id', 'equals', 1],
    ['active', 'equals', 'false'],
    ['emails', 'length', 1],
    ['id', 'length', 1],
    ['active', 'type', 'string'],
    ['active', 'absent', true],
    ['roles', 'absent', true],
    ['emails', 'emptyOrAbsent', true],
    ['emails', 'contains', { type: 'work', value: 'a@example.com' }],
    ['schemas', 'includes', 'urn'],
    ['missing', 'includes', 'urn:b'],
  ] as const)('does not hold: %s %s %j', (path, kind, expected) => {
    expect(failureOf({ path, kind, expected }, body)).toMatch(`${path}: expected ${kind}`)
  })

  test('of any kind fails, and does not throw, on a body that is not JSON, unless absence is asked for', () => {
    const expected = {
      equals: 1,
      type: 'array',
      absent: true,
      length: 0,
      emptyOrAbsent: true,
      contains: {},
      includes: 1,
    }
    const holding = Object.entries(checkKinds).filter(([kind, { holds }]) =>
      holds(undefined, expected[kind as keyof typeof expected]),
    )
    expect(holding.map(([kind]) => kind)).toEqual(['absent', 'emptyOrAbsent'])
  })
})
