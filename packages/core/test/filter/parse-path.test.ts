import { describe, expect, it } from 'vitest'
import { parseFilter, parsePath } from '../../src/filter/parser.ts'
import { errorOf } from './harness.ts'

const work = { kind: 'compare', path: 'type', operator: 'eq', value: 'work' }
const user = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

describe('a path', () => {
  it.each([
    'userName',
    'name.givenName',
    'members',
    '$ref',
    user,
    enterprise,
    'urn:example:2.0',
    `${user}:userName`,
    `${user}:name.givenName`,
    `${enterprise}:manager.value`,
  ])('is a name: %s', (path) => {
    expect(parsePath(path)).toEqual({ path })
  })

  it.each([
    ['emails[type eq "work"]', { path: 'emails', filter: work }],
    ['emails[type eq "work"].value', { path: 'emails', filter: work, subAttribute: 'value' }],
    ['members[type eq "work"].$ref', { path: 'members', filter: work, subAttribute: '$ref' }],
    [`${user}:emails[type eq "work"].display`, { path: `${user}:emails`, filter: work, subAttribute: 'display' }],
    ['tags eq "x"', { path: 'tags', filter: { kind: 'compare', path: 'value', operator: 'eq', value: 'x' } }],
    ['tags[value eq "x"]', { path: 'tags', filter: { kind: 'compare', path: 'value', operator: 'eq', value: 'x' } }],
  ])('selects elements: %s', (text, path) => {
    expect(parsePath(text)).toEqual(path)
  })

  it('takes text traps in strings for what they are', () => {
    const filter = parseFilter('value eq "a].b and (c) \\" : bulkId:x"')
    expect(parsePath('emails[value eq "a].b and (c) \\" : bulkId:x"].display')).toEqual({
      path: 'emails',
      filter,
      subAttribute: 'display',
    })
  })

  it.each([
    '',
    ' ',
    'name..x',
    '.x',
    'x.',
    '/emails/0',
    'a.b.c',
    'emails]x',
    ']',
    '"emails"',
    'emails(x)',
    'emails value',
    'emails x eq "y"',
    'tags eq',
    'tags eq x',
    'tags eq "x" and tags eq "y"',
    'emails[type eq "work"]value',
    'emails[type eq "work"].',
    'emails[type eq "work"].a.b',
    'emails[type eq "work"] .value',
    'emails[type eq "work"].value eq "x"',
    'emails[type eq "work"][a pr]',
    'name.x[a pr]',
    '1st',
    'a b',
    'emails[',
    'emails[0]',
    'emails[-1].value',
    'emails[type',
    'emails[type eq "work"',
  ])('is refused as a path: "%s"', (path) => {
    expect(errorOf(() => parsePath(path)).code).toBe('PATH_SYNTAX')
  })

  it.each(['emails[]', 'emails[type]', 'emails[a.b pr]', 'e[a[b pr]]'])(
    'is refused for the filter in it: %s',
    (path) => {
      expect(errorOf(() => parsePath(path)).code).toBe('FILTER_SYNTAX')
    },
  )

  it.each([
    ['emails]x', 'The path "emails]x" cannot be read: expected "[" or the end of the path at position 7.'],
    ['a.b.c', 'expected the name of an attribute at position 1'],
    ['e[a pr].1', 'expected a sub-attribute or the end of the path at position 8'],
    ['tags eq "x" y', 'expected the end of the path at position 13'],
    ['name value', 'expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) at position 6'],
  ])('is explained: %s', (path, detail) => {
    expect(errorOf(() => parsePath(path)).message).toContain(detail)
  })

  it('has the limits of a filter', () => {
    expect(errorOf(() => parsePath(`emails[${'('.repeat(100)}`)).code).toBe('FILTER_TOO_COMPLEX')
    expect(errorOf(() => parsePath('x'.repeat(8193))).code).toBe('FILTER_TOO_COMPLEX')
  })

  it('takes an unquoted value in its brackets when tolerated', () => {
    expect(parsePath('emails[type eq work].value', { unquotedValue: () => {} })).toEqual({
      path: 'emails',
      filter: work,
      subAttribute: 'value',
    })
  })
})
