import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/parser.ts'
import { type ResolveOptions, resolveElementFilter, resolveFilter } from '../../src/filter/resolve.ts'
import { widgetExtensionUrn, widgetUrn } from '../fixtures/widget.ts'
import { attributeOf, crew, errorOf, gear, refusal, widget } from './harness.ts'

const resolve = (filter: string, options?: ResolveOptions) => resolveFilter(parseFilter(filter), widget, options)
const compare = (path: string, value: string | number | boolean, operator = 'eq') => ({
  kind: 'compare',
  attribute: attributeOf(path),
  operator,
  value,
})
const present = (path: string) => ({ kind: 'present', attribute: attributeOf(path) })
const not = (operand: object) => ({ kind: 'not', operand })
const always = not({ kind: 'never' })

/** A tolerance that counts its uses. */
function counted(): { uses: number; use: () => void } {
  const counter = {
    uses: 0,
    use: () => {
      counter.uses += 1
    },
  }
  return counter
}

describe('names', () => {
  it.each([
    ['NAME pr', 'name'],
    [`${widgetUrn}:name pr`, 'name'],
    [`${widgetUrn.toUpperCase()}:DIM.W pr`, 'dim.w'],
    ['parts.Sn pr', 'parts.sn'],
    [`${widgetExtensionUrn}:owner pr`, `${widgetExtensionUrn}:owner`],
    [`${widgetExtensionUrn}:maker.displayName pr`, `${widgetExtensionUrn}:maker.displayName`],
    ['externalId pr', 'externalId'],
    ['meta.lastModified pr', 'meta.lastModified'],
  ])('are found by the schema: %s', (filter, path) => {
    expect(resolve(filter)).toEqual(present(path))
  })

  it.each([
    'nope',
    'name.first',
    'dim.z',
    'owner',
    `${widgetExtensionUrn}`,
    'urn:x:y:name',
    'hasOwnProperty',
    'constructor',
    'dim.toString',
  ])('are refused when there is none: %s', (path) => {
    expect(refusal(`${path} eq "x"`)).toBe('FILTER_UNKNOWN_ATTRIBUTE')
    expect(refusal(`${path} pr`)).toBe('FILTER_UNKNOWN_ATTRIBUTE')
  })

  it('that are unknown have no value in a query over several types (A23)', () => {
    const options = { unknownAttribute: 'noValue' } as const
    expect(resolve('nope eq "x"', options)).toEqual({ kind: 'never' })
    expect(resolve('nope pr', options)).toEqual({ kind: 'never' })
    expect(resolve('nope[a pr]', options)).toEqual({ kind: 'never' })
    expect(resolve('nope ne "x"', options)).toEqual(always)
    expect(resolve('nope eq null', options)).toEqual(always)
    expect(resolve('nope ne null', options)).toEqual({ kind: 'never' })
    expect(resolve('parts[nope pr]', options)).toHaveProperty('filter', { kind: 'never' })
  })

  it('may lack the extension URN when that is tolerated', () => {
    const tolerance = counted()
    const options = { unqualified: tolerance.use }
    expect(resolve('maker.value eq "m"', options)).toEqual(compare(`${widgetExtensionUrn}:maker.value`, 'm'))
    expect(resolve('maker[value eq "m"]', options)).toHaveProperty(
      'filter',
      compare(`${widgetExtensionUrn}:maker.value`, 'm'),
    )
    expect(tolerance.uses).toBe(2)
    expect(resolve('name eq "x"', options)).toEqual(compare('name', 'x'))
    expect(refusal('nope pr', options)).toBe('FILTER_UNKNOWN_ATTRIBUTE')
    expect(refusal('urn:x:maker pr', options)).toBe('FILTER_UNKNOWN_ATTRIBUTE')
    expect(tolerance.uses).toBe(2)
    expect(refusal('maker.value eq "m"')).toBe('FILTER_UNKNOWN_ATTRIBUTE')
  })

  it.each(['secret eq "x"', 'secret sw "a"', 'secret pr', 'secret ne "x"', 'secret eq null'])(
    'of what is never shown are refused: %s',
    (filter) => {
      expect(refusal(filter)).toBe('FILTER_NOT_READABLE')
    },
  )

  it.each(['key', 'token', 'vault', 'vault.value', 'slots.pin'])(
    'of what is never shown, or is written only, are refused: %s',
    (path) => {
      expect(errorOf(() => resolveFilter(parseFilter(`${path} pr`), gear)).code).toBe('FILTER_NOT_READABLE')
    },
  )
})

describe('operators and literals', () => {
  const literals: Record<string, string> = {
    name: '"a"',
    link: '"a"',
    count: '1',
    ratio: '1.5',
    at: '"2026-01-31T10:00:00Z"',
    blob: '"AQ=="',
    enabled: 'true',
  }
  const ordered = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
  const allowed: Record<string, readonly string[]> = {
    name: [...ordered, 'co', 'sw', 'ew'],
    link: [...ordered, 'co', 'sw', 'ew'],
    count: ordered,
    ratio: ordered,
    at: ordered,
    blob: ['eq', 'ne'],
    enabled: ['eq', 'ne'],
  }
  const matrix = Object.entries(literals).flatMap(([path, literal]) =>
    [...ordered, 'co', 'sw', 'ew'].map((operator) => ({
      path,
      operator,
      literal,
      fits: allowed[path]?.includes(operator),
    })),
  )

  it.each(matrix)('$path $operator fits: $fits', ({ path, operator, literal, fits }) => {
    const filter = `${path} ${operator} ${literal}`
    if (fits) expect(resolve(filter)).toHaveProperty('kind', operator === 'ne' ? 'not' : 'compare')
    else expect(refusal(filter)).toBe('FILTER_OPERATOR')
  })

  it.each(['parts[primary le true]', 'parts.primary gt false'])('are checked for sub-attributes: %s', (filter) => {
    expect(refusal(filter)).toBe('FILTER_OPERATOR')
  })

  it.each([
    'name eq 5',
    'name eq true',
    'link eq 5',
    'blob eq 5',
    'count eq "a"',
    'count eq true',
    'ratio eq "1.5"',
    'enabled eq "yes"',
    'enabled eq "true"',
    'enabled eq 1',
    'at eq "not-a-date"',
    'at eq "2026-01-31"',
    'at eq "2026-02-30T00:00:00Z"',
    'at gt 5',
    'name gt null',
    'name co null',
    'count le null',
    'tags eq 1',
    'nums eq "1"',
  ])('have to fit each other: %s', (filter) => {
    expect(refusal(filter)).toBe('FILTER_LITERAL')
  })

  it('are explained when they do not', () => {
    expect(errorOf(() => resolve('count eq "a"')).message).toBe(
      '"count" is compared with "a", but its values are numbers.',
    )
    expect(errorOf(() => resolve(`count eq "${'x'.repeat(90)}"`)).message).toContain('x…, but')
    expect(errorOf(() => resolve('enabled eq 1')).message).toContain('but its values are true or false.')
    expect(errorOf(() => resolve('blob eq "?"')).message).toContain('but its values are base64 strings.')
    expect(errorOf(() => resolve('at eq "x"')).message).toContain(
      'values are date-times such as "2026-01-31T12:00:00Z".',
    )
    expect(errorOf(() => resolve('meta.location sw "https:"')).message).toBe(
      'The operator "sw" does not apply to "meta.location", which is of type reference.',
    )
    expect(errorOf(() => resolve('name[value pr]')).message).toContain('"name[…]"')
    expect(errorOf(() => resolveElementFilter(parseFilter('inner[b pr]'), attributeOf('parts'))).message).toContain(
      '"inner[…]"',
    )
    expect(errorOf(() => resolve('enabled gt true')).message).toBe(
      'The operator "gt" does not apply to "enabled", which is of type boolean.',
    )
    expect(errorOf(() => resolve('parts[nope pr]')).message).toBe(
      'The filter names "nope", which is no attribute of "parts".',
    )
    expect(errorOf(() => resolve('dim eq 1')).message).toContain('Name one of its sub-attributes: w, h, unit.')
    expect(errorOf(() => resolve('secret pr')).message).toBe('"secret" cannot be searched for: it is never returned.')
  })

  it('give a dateTime without an offset that of UTC (A32)', () => {
    expect(resolve('at gt "2026-01-31T10:00:00"')).toEqual(compare('at', '2026-01-31T10:00:00Z', 'gt'))
    expect(resolve('at gt "2026-01-31T10:00:00+02:00"')).toEqual(compare('at', '2026-01-31T10:00:00+02:00', 'gt'))
    expect(resolve('at gt "2026-01-31T10:00:00.5Z"')).toEqual(compare('at', '2026-01-31T10:00:00.5Z', 'gt'))
  })

  it('may be "True" and "False" for a boolean when that is tolerated', () => {
    const tolerance = counted()
    const options = { stringBooleans: tolerance.use }
    expect(resolve('enabled eq "True"', options)).toEqual(compare('enabled', true))
    expect(resolve('enabled eq "false"', options)).toEqual(compare('enabled', false))
    expect(resolve('parts[primary eq "True"]', options)).toHaveProperty('filter.value', true)
    expect(tolerance.uses).toBe(3)
    expect(resolve('enabled eq true', options)).toEqual(compare('enabled', true))
    expect(resolve('name eq "True"', options)).toEqual(compare('name', 'True'))
    expect(refusal('enabled eq "yes"', options)).toBe('FILTER_LITERAL')
    expect(refusal('enabled eq "constructor"', options)).toBe('FILTER_LITERAL')
    expect(tolerance.uses).toBe(3)
  })

  it('may be the word true or false for a string when unquoted values are tolerated', () => {
    const tolerance = counted()
    const options = { unquotedValue: tolerance.use }
    expect(resolve('code eq true', options)).toEqual(compare('code', 'true'))
    expect(resolve('enabled eq true', options)).toEqual(compare('enabled', true))
    expect(tolerance.uses).toBe(1)
    expect(refusal('code eq true')).toBe('FILTER_LITERAL')
    expect(refusal('code gt null', options)).toBe('FILTER_LITERAL')
  })

  it('may be a whole number for a string when unquoted values are tolerated', () => {
    const tolerance = counted()
    const options = { unquotedValue: tolerance.use }
    expect(resolve('code eq 701984', options)).toEqual(compare('code', '701984'))
    expect(tolerance.uses).toBe(1)
    expect(resolve('code eq "701984"', options)).toEqual(compare('code', '701984'))
    expect(resolve('count eq 701984', options)).toEqual(compare('count', 701984))
    expect(resolve('code eq null', options)).toEqual(resolve('code eq null'))
    expect(refusal('code eq 1.5', options)).toBe('FILTER_LITERAL')
    expect(refusal('code eq 9007199254740993', options)).toBe('FILTER_LITERAL')
    expect(tolerance.uses).toBe(1)
  })
})

describe('rewriting', () => {
  it('turns "ne" into "not eq", and null into absence', () => {
    expect(resolve('name ne "x"')).toEqual(not(compare('name', 'x')))
    expect(resolve('name eq null')).toEqual(not(present('name')))
    expect(resolve('name ne null')).toEqual(present('name'))
    expect(resolve('dim eq null')).toEqual(not(present('dim')))
    expect(resolve('not (not (name pr))')).toEqual(present('name'))
    expect(resolve('not (name ne "x")')).toEqual(compare('name', 'x'))
  })

  it('keeps "and" and "or" as they are', () => {
    expect(resolve('name pr and code pr or count eq 1')).toEqual({
      kind: 'or',
      operands: [{ kind: 'and', operands: [present('name'), present('code')] }, compare('count', 1)],
    })
  })

  it('takes a primary that is absent for false (RFC 7643 §2.4)', () => {
    const element = not(compare('parts.primary', true))
    const any = { kind: 'valuePath', attribute: attributeOf('parts'), filter: element }
    expect(resolve('parts[primary eq false]')).toEqual(any)
    expect(resolve('parts.primary eq false')).toEqual(any)
    expect(resolve('parts.primary ne false')).toEqual(not(any))
    expect(resolve('parts[primary ne false]')).toHaveProperty('filter', compare('parts.primary', true))
    expect(resolve('parts.primary eq true')).toEqual(compare('parts.primary', true))
    expect(resolve('enabled eq false')).toEqual(compare('enabled', false))
  })

  it.each(['slots.locked eq false', 'cover.primary eq false'])('takes no other absence for false: %s', (filter) => {
    const path = filter.slice(0, filter.indexOf(' '))
    const attribute = attributeOf(path, gear)
    const plain = { kind: 'compare', attribute, operator: 'eq', value: false }
    expect(resolveFilter(parseFilter(filter), gear)).toEqual(plain)
  })

  it('answers "schemas" from the extensions a resource has values of', () => {
    const extension = {
      kind: 'or',
      operands: [present(`${widgetExtensionUrn}:owner`), present(`${widgetExtensionUrn}:maker`)],
    }
    expect(resolve(`schemas eq "${widgetExtensionUrn}"`)).toEqual(extension)
    expect(resolve(`schemas eq "${widgetExtensionUrn.toUpperCase()}"`)).toEqual(extension)
    expect(resolve(`schemas ne "${widgetExtensionUrn}"`)).toEqual(not(extension))
    expect(resolve(`schemas[value eq "${widgetExtensionUrn}"]`)).toEqual(extension)
    expect(resolve('schemas co "widgetx"')).toEqual(extension)
    expect(resolve(`schemas eq "${widgetUrn}"`)).toEqual(always)
    expect(resolve('schemas pr')).toEqual(always)
    // No one of them is both.
    expect(resolve(`schemas[value eq "${widgetUrn}" and value eq "${widgetExtensionUrn}"]`)).toEqual({ kind: 'never' })
    expect(resolve('schemas eq "urn:x"')).toEqual({ kind: 'never' })
  })

  it('answers "meta.location" from the id', () => {
    const options = { baseUrl: 'https://app.example.com/scim/v2' }
    expect(resolve('meta.location eq "https://app.example.com/scim/v2/Widgets/7"', options)).toEqual(compare('id', '7'))
    expect(resolve('meta[location eq "https://app.example.com/scim/v2/Widgets/7"]', options)).toEqual(
      compare('id', '7'),
    )
    expect(resolve('meta.location ne "https://app.example.com/scim/v2/Widgets/7"', options)).toEqual(
      not(compare('id', '7')),
    )
    expect(resolve('meta.location eq "https://elsewhere.example/scim/v2/Widgets/7"', options)).toEqual({
      kind: 'never',
    })
    expect(resolve('meta.location eq "https://app.example.com/scim/v2/Users/7"', options)).toEqual({ kind: 'never' })
    expect(resolve('meta.location eq "/Widgets/7"')).toEqual(compare('id', '7'))
    expect(resolve('meta.location pr')).toEqual(always)
    expect(refusal('meta.location sw "https:"', options)).toBe('FILTER_OPERATOR')
    expect(resolve('meta[resourceType eq "Widget" and created pr]')).toEqual({
      kind: 'and',
      operands: [compare('meta.resourceType', 'Widget'), present('meta.created')],
    })
  })
})

describe('complex attributes', () => {
  it('that are multi-valued are compared by their value (RFC 7644 Figure 2)', () => {
    expect(resolve('parts co "x"')).toEqual(compare('parts.value', 'x', 'co'))
    expect(resolve('parts ne "x"')).toEqual(not(compare('parts.value', 'x')))
    expect(resolveFilter(parseFilter('members eq "u"'), crew)).toEqual({
      kind: 'compare',
      attribute: attributeOf('members.value', crew),
      operator: 'eq',
      value: 'u',
    })
  })

  it('that are singular need their sub-attribute named, unless tolerated', () => {
    const maker = `${widgetExtensionUrn}:maker`
    expect(refusal(`${maker} eq "m"`)).toBe('FILTER_COMPLEX_ATTRIBUTE')
    const tolerance = counted()
    expect(resolve(`${maker} eq "m"`, { complexValue: tolerance.use })).toEqual(compare(`${maker}.value`, 'm'))
    expect(tolerance.uses).toBe(1)
    expect(resolve('parts eq "m"', { complexValue: tolerance.use })).toEqual(compare('parts.value', 'm'))
    expect(resolve(`${maker}.value eq "m"`, { complexValue: tolerance.use })).toEqual(compare(`${maker}.value`, 'm'))
    expect(tolerance.uses).toBe(1)
    expect(refusal('dim eq "m"', { complexValue: tolerance.use })).toBe('FILTER_COMPLEX_ATTRIBUTE')
    expect(refusal('meta gt "x"', { complexValue: tolerance.use })).toBe('FILTER_COMPLEX_ATTRIBUTE')
    expect(resolve(`${maker} pr`)).toEqual(present(maker))
  })

  it('are checked for what their value is', () => {
    expect(refusal('parts eq 1')).toBe('FILTER_LITERAL')
  })
})

describe('square brackets', () => {
  it.each(['name[value eq "x"]', 'count[value eq 1]', `${widgetUrn}:parts.value[value eq "x"]`])(
    'need elements: %s',
    (filter) => {
      expect(refusal(filter)).toBe('FILTER_BRACKETS')
    },
  )

  it.each(['parts[name eq "x"]', 'parts[nope eq 1]', 'tags[type eq "x"]', 'dim[value eq 1]'])(
    'hold sub-attributes alone: %s',
    (filter) => {
      expect(refusal(filter)).toBe('FILTER_UNKNOWN_ATTRIBUTE')
    },
  )

  it('may stand on a singular complex attribute and on simple values', () => {
    expect(resolve('dim[w eq 1]')).toEqual({
      kind: 'valuePath',
      attribute: attributeOf('dim'),
      filter: compare('dim.w', 1),
    })
    expect(resolve('tags[VALUE eq "x"]')).toEqual({
      kind: 'valuePath',
      attribute: attributeOf('tags'),
      filter: compare('tags', 'x'),
    })
  })

  it('need elements of a list at the top, not of one within another', () => {
    const filter = 'urn:example:params:scim:schemas:test:2.0:Gear:slots.aliases[value eq "x"]'
    expect(errorOf(() => resolveFilter(parseFilter(filter), gear)).code).toBe('FILTER_BRACKETS')
  })

  it('of a PATCH path are settled against their attribute', () => {
    const inBrackets = (filter: string, path: string) => resolveElementFilter(parseFilter(filter), attributeOf(path))
    expect(inBrackets('TYPE eq "a" and sn ne "b"', 'parts')).toEqual({
      kind: 'and',
      operands: [compare('parts.type', 'a'), not(compare('parts.sn', 'b'))],
    })
    expect(inBrackets('value eq "x"', 'tags')).toEqual(compare('tags', 'x'))
    expect(inBrackets('primary eq false', 'parts')).toEqual(not(compare('parts.primary', true)))
    expect(errorOf(() => inBrackets('value eq "x"', 'name')).code).toBe('FILTER_BRACKETS')
    expect(errorOf(() => inBrackets('value eq "x"', 'parts.value')).code).toBe('FILTER_BRACKETS')
    expect(errorOf(() => inBrackets('a[b pr]', 'parts')).code).toBe('FILTER_BRACKETS')
    expect(errorOf(() => inBrackets('nope pr', 'parts')).code).toBe('FILTER_UNKNOWN_ATTRIBUTE')
    expect(errorOf(() => inBrackets('parts.sn pr', 'parts')).code).toBe('FILTER_UNKNOWN_ATTRIBUTE')
  })
})
