import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/parser.ts'
import { errorOf } from './harness.ts'

const eq = (path: string, value: string | number | boolean | null) =>
  ({ kind: 'compare', path, operator: 'eq', value }) as const
const pr = (path: string) => ({ kind: 'present', path }) as const

describe('the grammar', () => {
  it.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])('knows the operator %s', (operator) => {
    const expected = { kind: 'compare', path: 'title', operator, value: 'x' }
    expect(parseFilter(`title ${operator} "x"`)).toEqual(expected)
    expect(parseFilter(`title ${operator.toUpperCase()} "x"`)).toEqual(expected)
  })

  it('binds "and" tighter than "or", and negates only the brackets (erratum 4670)', () => {
    const [a, b, c] = [pr('a'), pr('b'), pr('c')]
    expect(parseFilter('a pr or b pr and c pr')).toEqual({
      kind: 'or',
      operands: [a, { kind: 'and', operands: [b, c] }],
    })
    expect(parseFilter('a pr and b pr or c pr')).toEqual({
      kind: 'or',
      operands: [{ kind: 'and', operands: [a, b] }, c],
    })
    expect(parseFilter('(a pr or b pr) and c pr')).toEqual({
      kind: 'and',
      operands: [{ kind: 'or', operands: [a, b] }, c],
    })
    expect(parseFilter('not (a pr) and b pr')).toEqual({ kind: 'and', operands: [{ kind: 'not', operand: a }, b] })
  })

  it('keeps a chain flat', () => {
    expect(parseFilter('a pr OR b pr Or c pr')).toEqual({ kind: 'or', operands: [pr('a'), pr('b'), pr('c')] })
  })

  it.each(['not (a pr)', 'not(a pr)', 'NOT   ( a pr )', ' not (a pr) '])('negates: "%s"', (text) => {
    expect(parseFilter(text)).toEqual({ kind: 'not', operand: pr('a') })
  })

  it('takes keywords for names where a name is due', () => {
    expect(parseFilter('not pr and and eq "x" or or pr')).toEqual({
      kind: 'or',
      operands: [{ kind: 'and', operands: [pr('not'), eq('and', 'x')] }, pr('or')],
    })
    expect(parseFilter('pr pr')).toEqual(pr('pr'))
  })

  it.each([
    ['a eq "O\'Malley"', "O'Malley"],
    ['a eq "a\\"b"', 'a"b'],
    ['a eq "a\\\\"', 'a\\'],
    ['a eq "\\u00e9"', 'é'],
    ['a eq " and b) or ]("', ' and b) or ]('],
    ['a eq ""', ''],
    ['a eq -1', -1],
    ['a eq 0', 0],
    ['a eq -0', 0],
    ['a eq 10.50', 10.5],
    ['a eq 1e3', 1000],
    ['a eq 1E-2', 0.01],
    ['a eq true', true],
    ['a eq false', false],
    ['a eq null', null],
  ])('reads the literal of %s', (text, value) => {
    expect(parseFilter(text)).toEqual(eq('a', value))
  })

  it.each([
    'userName',
    'name.givenName',
    '$ref',
    'members.$ref',
    'a-b_c$1',
    'urn:ietf:params:scim:schemas:core:2.0:User:name.givenName',
  ])('takes the name %s', (path) => {
    expect(parseFilter(`${path} pr`)).toEqual(pr(path))
  })

  it('takes any filter but another bracket in square brackets', () => {
    expect(parseFilter('emails[not (type eq "work") and (a pr or b pr)]')).toEqual({
      kind: 'valuePath',
      path: 'emails',
      filter: {
        kind: 'and',
        operands: [
          { kind: 'not', operand: eq('type', 'work') },
          { kind: 'or', operands: [pr('a'), pr('b')] },
        ],
      },
    })
  })
})

describe('what is no filter', () => {
  it.each([
    '',
    ' ',
    '()',
    'userName',
    'userName eq',
    'eq "x"',
    'userName "x"',
    'userName pr "x"',
    'userName eq "a" "b"',
    '(userName pr',
    'userName pr)',
    'emails[type pr',
    'emails type pr]',
    'emails[type pr)',
    '(userName pr]',
    'userName = "x"',
    "userName eq 'x'",
    'userName eq"x"',
    'userNameeq "x"',
    'userName pr and',
    'userName pr or ',
    'and userName pr',
    'not userName pr',
    'a pr and or b pr',
    'a pr and (b pr',
    'a pr b pr',
    'a pr and(b pr)',
    '(a pr)and b pr',
    '(a pr)b pr',
    'a eq "x"and b pr',
    'a eq "x" trailing',
    'a eq "unterminated',
    'a eq "tab\there"',
    'a eq "bad \\x escape"',
    'a eq "bad \\u12 escape"',
    'a\teq "x"',
    'a eq 01',
    'a eq +1',
    'a eq .5',
    'a eq 1.',
    'a eq NaN',
    'a eq 1e999',
    'a eq TRUE',
    'a eq Null',
    'a eq x',
    '1st eq "x"',
    '__proto__ eq "x"',
    'é eq "x"',
    'a..b pr',
    'a.b.c pr',
    '.a pr',
    'a. pr',
    'emails[]',
    'emails[ ]',
    'emails [type pr]',
    'emails["x"]',
    'emails[urn:example:2.0:User:type pr]',
    'emails[a.b pr]',
    'emails[type pr and emails[type pr]]',
    'emails.value[type pr]',
    'emails[type pr].value',
    'emails[type pr].value eq "x"',
    'emails[0] pr',
  ])('is refused: %s', (text) => {
    expect(errorOf(() => parseFilter(text)).code).toBe('FILTER_SYNTAX')
  })

  it.each([
    [
      'userName regex "x"',
      'expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) at position 10, found "regex"',
    ],
    ['userName = "x"', 'at position 10, found "="'],
    ['', 'expected the name of an attribute at position 1, found the end'],
    [
      'a eq "x',
      'expected a string in double quotes, a number, true, false or null at position 6, found a string that is not',
    ],
    ['a pr "x"', 'expected "and", "or" or the end of the filter at position 6, found the string "x"'],
    ['(a pr', 'expected "and", "or" or ")" at position 6, found the end'],
    ['e[a pr', 'expected "and", "or" or "]" at position 7, found the end'],
    ['e[1 pr]', 'expected the name of a sub-attribute at position 3, found "1"'],
    ['e[a pr] .b', 'expected "and", "or" or the end of the filter at position 9, found ".b"'],
    ['a eq"x"', 'expected a space at position 5, found the string "x"'],
    [`${'x'.repeat(100)}! pr`, `found "${'x'.repeat(60)}…"`],
  ])('is explained: %s', (text, detail) => {
    expect(errorOf(() => parseFilter(text)).message).toContain(detail)
  })
})

describe('the limits', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`
  const chain = (terms: number) => Array.from({ length: terms }, () => 'a pr').join(' or ')
  const long = (length: number) => `a eq "${'x'.repeat(length - 7)}"`

  it.each([
    ['50 brackets', nested(50)],
    ['50 brackets, one of them square', `${'('.repeat(49)}a[b pr]${')'.repeat(49)}`],
    ['50 brackets again and again', `${nested(50)} and ${nested(50)} and a[b pr] and a[b pr]`],
    ['200 terms', chain(200)],
    ['8192 characters', long(8192)],
  ])('allow %s', (_, text) => {
    expect(parseFilter(text)).toHaveProperty('kind')
  })

  it.each([
    ['51 brackets', nested(51), '50 brackets inside one another'],
    ['51 brackets, one of them square', `${'('.repeat(50)}a[b pr]${')'.repeat(50)}`, '50 brackets'],
    ['201 terms', chain(201), '200 comparisons'],
    ['201 terms in square brackets', `a[${chain(201)}]`, '200 comparisons'],
    ['8193 characters', long(8193), '8192 characters'],
    ['100 000 brackets', '('.repeat(100_000), '8192 characters'],
    ['20 000 terms', chain(20_000), '8192 characters'],
    ['a megabyte', long(1_000_000), '8192 characters'],
  ])('refuse %s', (_, text, limit) => {
    const error = errorOf(() => parseFilter(text))
    expect(error.code).toBe('FILTER_TOO_COMPLEX')
    expect(error.message).toContain(`at most ${limit}`)
  })

  it('can be set, and hold without the stack giving way', () => {
    const limits = { length: 1_000_000, depth: 50, terms: 20_000 }
    expect(parseFilter(chain(20_000), { limits })).toHaveProperty('operands.length', 20_000)
    expect(errorOf(() => parseFilter('('.repeat(100_000), { limits })).code).toBe('FILTER_TOO_COMPLEX')
    expect(errorOf(() => parseFilter('not('.repeat(100_000), { limits })).code).toBe('FILTER_TOO_COMPLEX')
  })
})

describe('the tolerances', () => {
  it('read a comparison of a filtered sub-attribute as being about the same element (A25)', () => {
    let uses = 0
    const filteredSubAttribute = () => {
      uses += 1
    }
    const read = (text: string) => parseFilter(text, { filteredSubAttribute })
    expect(read('emails[type eq "work"].value eq "x"')).toEqual(parseFilter('emails[type eq "work" and value eq "x"]'))
    expect(read('emails[a pr and b pr].value ne "x" or c pr')).toEqual(
      parseFilter('emails[a pr and b pr and value ne "x"] or c pr'),
    )
    expect(read('emails[a pr or b pr].value pr')).toEqual(parseFilter('emails[(a pr or b pr) and value pr]'))
    expect(uses).toBe(3)
    expect(read('emails[type eq "work"]')).toEqual(parseFilter('emails[type eq "work"]'))
    expect(uses).toBe(3)
    expect(errorOf(() => read('emails[a pr].1 pr')).code).toBe('FILTER_SYNTAX')
    expect(errorOf(() => read('emails[a pr] .value pr')).code).toBe('FILTER_SYNTAX')
    expect(errorOf(() => read('emails[a pr]value pr')).code).toBe('FILTER_SYNTAX')
  })

  it.each([
    ['externalId eq jdoe', 'jdoe'],
    ['externalId eq a+b@example.com', 'a+b@example.com'],
    ['externalId eq 3f2504e0-4f89-11d3-9a0c-0305e82c3301', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
    ['externalId eq 007', '007'],
    ['(externalId eq jdoe)', 'jdoe'],
    ['externalId eq True', 'True'],
  ])('read %s as a string, as authentik means it', (text, value) => {
    let uses = 0
    const unquotedValue = () => {
      uses += 1
    }
    expect(parseFilter(text, { unquotedValue })).toEqual(eq('externalId', value))
    expect(uses).toBe(1)
  })

  it.each(["'ada'", '`ada`', '\u2018ada\u2019', '\u201cada\u201d'])(
    'a value in other quotation marks is refused: %s',
    (text) => {
      expect(() => parseFilter(`userName eq ${text}`, { unquotedValue: () => {} })).toThrow('a string in double quotes')
    },
  )

  it('leave JSON literals what they are, and nothing unread', () => {
    const unquotedValue = () => {
      throw new Error('used')
    }
    expect(parseFilter('a eq true', { unquotedValue })).toEqual(eq('a', true))
    expect(parseFilter('a eq null', { unquotedValue })).toEqual(eq('a', null))
    expect(parseFilter('a eq 12', { unquotedValue })).toEqual(eq('a', 12))
    expect(parseFilter('a eq "b"', { unquotedValue })).toEqual(eq('a', 'b'))
    expect(errorOf(() => parseFilter('a eq', { unquotedValue })).code).toBe('FILTER_SYNTAX')
    expect(errorOf(() => parseFilter('a eq "b', { unquotedValue })).code).toBe('FILTER_SYNTAX')
    expect(errorOf(() => parseFilter('a eq (b)', { unquotedValue })).code).toBe('FILTER_SYNTAX')
  })
})
