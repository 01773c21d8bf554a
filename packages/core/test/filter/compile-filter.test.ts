import { describe, expect, it } from 'vitest'
import { compileElementFilter, compileFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveElementFilter } from '../../src/filter/resolve.ts'
import { widgetExtensionUrn, widgetUrn } from '../fixtures/widget.ts'
import { attributeOf, crew, matches, stored } from './harness.ts'

type Verdict = readonly [filter: string, expected: boolean]

describe('operators', () => {
  const resource = stored({
    name: 'Müller',
    code: 'Müller',
    count: 10,
    ratio: -0.25,
    enabled: false,
    at: '2026-01-31T10:00:00+02:00',
    blob: 'AQID',
    link: 'https://Example.com/x',
  })

  it.each<Verdict>([
    ['name eq "MÜLLER"', true],
    ['name eq "Mu\u0308ller"', true],
    ['name eq "Mülle"', false],
    ['code eq "Müller"', true],
    ['code eq "Mu\u0308ller"', true],
    ['code eq "müller"', false],
    ['name ne "MÜLLER"', false],
    ['code ne "müller"', true],
    ['name co "ÜLL"', true],
    ['name co "ull"', false],
    ['code co "üll"', true],
    ['code co "ÜLL"', false],
    ['name co ""', true],
    ['name sw "MÜ"', true],
    ['name sw "müller"', true],
    ['name sw "üller"', false],
    ['code sw "mü"', false],
    ['name ew "ER"', true],
    ['name ew "Müller"', true],
    ['name ew "mülle"', false],
    ['code ew "ER"', false],
    ['count eq 10', true],
    ['count eq 10.0', true],
    ['count eq 1e1', true],
    ['count eq 9', false],
    ['count gt 9', true],
    ['count gt 10', false],
    ['count gt 11', false],
    ['count ge 10', true],
    ['count ge 11', false],
    ['count lt 11', true],
    ['count lt 10', false],
    ['count lt 9', false],
    ['count le 10', true],
    ['count le 9', false],
    ['ratio lt -0.2', true],
    ['ratio eq -0.250', true],
    ['ratio gt -0.25', false],
    ['enabled eq false', true],
    ['enabled eq true', false],
    ['enabled ne true', true],
    ['at eq "2026-01-31T08:00:00Z"', true],
    ['at eq "2026-01-31T08:00:00"', true],
    ['at eq "2026-01-31T08:00:00.000Z"', true],
    ['at lt "2026-01-31T08:30:00Z"', true],
    ['at gt "2026-01-31T08:00:00Z"', false],
    ['at gt "2026-01-31T07:59:59.999Z"', true],
    ['at ge "2026-01-31T08:00:00Z"', true],
    ['at le "2026-01-31T08:00:00Z"', true],
    ['at le "2026-01-31T07:59:59.999Z"', false],
    ['blob eq "AQID"', true],
    ['blob eq "aqid"', false],
    ['link eq "https://Example.com/x"', true],
    ['link eq "https://example.com/x"', true],
    ['link eq "https://example.com/X"', false],
    ['link sw "https:"', true],
  ])('%s: %s', (filter, expected) => {
    expect(matches(filter, resource)).toBe(expected)
  })

  it.each<Verdict>([
    ['name gt "a"', true],
    ['name gt "B"', false],
    ['name ge "B"', true],
    ['name ge "c"', false],
    ['name lt "C"', true],
    ['name lt "B"', false],
    ['name le "B"', true],
    ['name le "A"', false],
    ['name gt "ba"', false],
    ['name lt "ba"', true],
    ['code gt "a"', false],
    ['code lt "a"', true],
  ])('order strings under their caseExact: %s: %s', (filter, expected) => {
    expect(matches(filter, stored({ name: 'b', code: 'B' }))).toBe(expected)
  })

  it('order strings by code point, not by UTF-16 unit', () => {
    const emoji = stored({ code: '\u{1f600}' })
    expect(matches('code gt "\uff5e"', emoji)).toBe(true)
    expect(matches('code lt "\uff5e"', emoji)).toBe(false)
    expect(matches('code gt "\u{1f5ff}"', emoji)).toBe(true)
    expect(matches('code lt "\u{1f601}"', emoji)).toBe(true)
    expect(matches('code gt "\ud7ff"', emoji)).toBe(true)
    expect(matches('code gt "\ue000"', stored({ code: '\u{10000}' }))).toBe(true)
    expect(matches('code lt "\ue000"', stored({ code: '\ud7ff' }))).toBe(true)
    expect(matches('code gt "z\uff5e"', stored({ code: 'z\u{1f600}' }))).toBe(true)
  })

  it.each(['straße', 'STRASSE', 'Strasse'])('fold case by Unicode: %s (A39)', (text) => {
    expect(matches(`name eq "${text}"`, stored({ name: 'Straße' }))).toBe(true)
  })

  it.each([
    "' OR 1=1 --",
    '{$ne:null}',
    '*)(uid=*',
    '.*',
    '%',
    '_',
    '(a+)+b',
    '\\',
    '" and "',
    ')',
    ']',
    '\u0142',
    'bulkId:x',
    '.',
    ':',
  ])('take the literal for data: %s', (text) => {
    const filter = `name eq ${JSON.stringify(text)} and not (name ne ${JSON.stringify(text)})`
    expect(matches(filter, stored({ name: text }))).toBe(true)
    expect(matches(filter, stored({ name: 'anything' }))).toBe(false)
    expect(matches(`name co ${JSON.stringify(text)}`, stored({ name: 'anything' }))).toBe(false)
  })

  it('find nothing equal to a value of another type', () => {
    const odd = stored({ name: 5, count: '5', enabled: 'true', at: 5, tags: [null, 5] })
    for (const filter of [
      'name eq "5"',
      'name co "5"',
      'count ge 5',
      'enabled eq true',
      'at lt "2026-01-31T08:00:00Z"',
      'tags eq "5"',
    ]) {
      expect(matches(filter, odd), filter).toBe(false)
    }
    expect(matches('at eq "2026-01-31T08:00:00Z"', stored({ at: 'never' }))).toBe(false)
  })
})

describe('what is missing', () => {
  const empties = [{}, { name: null, tags: null, parts: null, dim: null }, { name: '', tags: [], parts: [] }]

  it.each(empties)('is absent and unequal in %j', (attributes) => {
    const resource = stored(attributes)
    for (const path of ['name', 'tags', 'parts', 'dim', 'dim.w', 'parts.value']) {
      expect(matches(`${path} pr`, resource), path).toBe(false)
      expect(matches(`${path} eq null`, resource), path).toBe(true)
    }
    for (const filter of [
      'name ge "a"',
      'name sw "a"',
      'dim.unit eq "x"',
      'parts.value co "x"',
      'tags eq "x"',
      'parts[type eq "a"]',
      'parts[not (type eq "a")]',
      'dim[not (w eq 1)]',
      'parts[primary eq false]',
    ]) {
      expect(matches(filter, resource), filter).toBe(false)
    }
    for (const filter of ['name ne "a"', 'dim.unit ne "x"', 'parts.value ne "x"', 'tags ne "x"', 'not (name eq "a")']) {
      expect(matches(filter, resource), filter).toBe(true)
    }
  })

  it.each<readonly [object, string, boolean]>([
    [{ enabled: false }, 'enabled pr', true],
    [{ count: 0 }, 'count pr', true],
    [{ dim: { unit: 'x' } }, 'dim pr', true],
    [{ dim: { unit: '' } }, 'dim pr', false],
    [{ dim: { unit: '' } }, 'dim.unit pr', false],
    [{ dim: { unit: [] } }, 'dim pr', false],
    [{ dim: { unit: ['', null] } }, 'dim pr', false],
    [{ dim: { unit: ['', 'x'] } }, 'dim pr', true],
    [{ parts: [{}] }, 'parts pr', false],
    [{ parts: [{ value: '' }, { type: null }] }, 'parts pr', false],
    [{ parts: [{}, { primary: false }] }, 'parts pr', true],
    [{ parts: [{ value: 'x' }] }, 'parts.value pr', true],
    [{ parts: [{ value: 'x' }] }, 'parts.type pr', false],
    [{ tags: [''] }, 'tags pr', false],
    [{ tags: ['x'] }, 'tags pr', true],
    [{ [widgetExtensionUrn]: { owner: 'x' } }, `${widgetExtensionUrn}:owner pr`, true],
    [{ [widgetExtensionUrn]: {} }, `${widgetExtensionUrn}:owner pr`, false],
    [{ [widgetExtensionUrn]: 'x' }, `${widgetExtensionUrn}:owner pr`, false],
  ])('is told from what is there: %j, %s: %s (A4)', (attributes, filter, expected) => {
    expect(matches(filter, stored({ ...attributes }))).toBe(expected)
  })
})

describe('multi-valued attributes', () => {
  const resource = stored({
    tags: ['Red', 'blue'],
    nums: [3, 12],
    parts: [
      { value: 'a@x', type: 'a', qty: 1, primary: true },
      { value: 'b@y', type: 'b', sn: 'S' },
    ],
    dim: { w: 1, h: 2 },
  })

  it.each<Verdict>([
    ['tags eq "BLUE"', true],
    ['tags eq "green"', false],
    ['tags ne "green"', true],
    ['tags ne "red"', false],
    ['tags[value sw "r" and value ew "d"]', true],
    ['tags[value sw "r" and value ew "e"]', false],
    ['nums gt 11', true],
    ['nums gt 12', false],
    ['nums lt 4', true],
    ['parts.value eq "b@y"', true],
    ['parts co "@Y"', true],
    ['parts.type ne "c"', true],
    ['parts.type ne "a"', false],
    ['parts.sn eq "s"', false],
    ['parts.sn eq "S"', true],
    ['parts.primary eq true', true],
    ['parts.primary eq false', true],
    ['dim[w eq 1 and h eq 2]', true],
    ['dim[w eq 1 and h eq 3]', false],
    ['dim.w eq 1', true],
  ])('match when any value does: %s: %s', (filter, expected) => {
    expect(matches(filter, resource)).toBe(expected)
  })

  it.each<Verdict>([
    ['parts[type eq "a" and value co "@y"]', false],
    ['parts.type eq "a" and parts.value co "@y"', true],
    ['parts[type eq "A" and value co "@x"]', true],
    ['parts[type eq "c" or (type eq "b" and value ew "@y")]', true],
    ['parts[not (type eq "a")]', true],
    ['parts[not (type eq "a") and not (type eq "b")]', false],
    ['parts[type ne "a"]', true],
    ['parts[qty pr and type eq "b"]', false],
    ['parts[primary eq false and type eq "b"]', true],
    ['parts[primary eq false and type eq "a"]', false],
    ['parts[primary eq true and type eq "a"]', true],
    ['parts[primary ne true]', true],
    ['parts[primary pr and type eq "b"]', false],
    ['not (parts[type eq "a"])', false],
    ['name pr or parts[type eq "b"] and tags eq "red"', true],
  ])('in square brackets are one element: %s: %s', (filter, expected) => {
    expect(matches(filter, resource)).toBe(expected)
  })
})

describe('what is kept beside the document', () => {
  const extension = { [widgetExtensionUrn]: { owner: 'Ann', maker: { value: 'M1' } } }

  it.each<Verdict>([
    ['id eq "Id-1"', true],
    ['id eq "id-1"', false],
    ['id pr', true],
    ['externalId eq "E"', true],
    ['externalId eq "e"', false],
    ['meta.resourceType eq "Widget"', true],
    ['meta.resourceType eq "Gadget"', false],
    ['meta.created eq "2026-01-31T09:00:00+01:00"', true],
    ['meta.lastModified gt "2026-01-31T10:00:00.499Z"', true],
    ['meta.lastModified gt "2026-01-31T10:00:00.500Z"', false],
    ['meta.version eq "W/\\"3\\""', true],
    ['meta.version eq "W/\\"2\\""', false],
    ['meta pr', true],
    ['meta[resourceType eq "Widget" and created le "2026-01-31T08:00:00Z"]', true],
    ['meta[not (resourceType eq "Widget")]', false],
    ['meta.location eq "/Widgets/Id-1"', true],
    ['meta.location eq "/Widgets/id-1"', false],
    ['meta.location pr', true],
    [`schemas eq "${widgetUrn}"`, true],
    [`schemas eq "${widgetExtensionUrn}"`, true],
    ['schemas eq "urn:x"', false],
    [`${widgetExtensionUrn}:owner eq "ann"`, true],
    [`${widgetExtensionUrn}:maker.value eq "M1"`, true],
    [`${widgetExtensionUrn}:maker.value eq "m1"`, false],
    [`${widgetExtensionUrn}:maker[value eq "M1"]`, true],
  ])('is compared too: %s: %s', (filter, expected) => {
    expect(matches(filter, stored({ externalId: 'E', ...extension }))).toBe(expected)
  })

  it('leaves an extension without values out of "schemas"', () => {
    expect(matches(`schemas eq "${widgetExtensionUrn}"`, stored({ name: 'x' }))).toBe(false)
    expect(matches(`schemas ne "${widgetExtensionUrn}"`, stored({ name: 'x' }))).toBe(true)
  })

  it('reads relations from what the store brought along', () => {
    const group = stored({}, { related: { members: [{ value: 'u1', type: 'User' }, { value: 'u2' }] } })
    const ask = (filter: string) => matches(filter, group, { resourceType: crew })
    expect(ask('members eq "u2"')).toBe(true)
    expect(ask('members.value eq "U2"')).toBe(false)
    expect(ask('members[value eq "u1" and type eq "user"]')).toBe(true)
    expect(ask('members[value eq "u2" and type pr]')).toBe(false)
    expect(ask('members pr')).toBe(true)
    expect(matches('members pr', stored(), { resourceType: crew })).toBe(false)
    expect(matches('members pr', stored({ members: [{ value: 'x' }] }), { resourceType: crew })).toBe(false)
  })
})

describe('an element filter', () => {
  const ask = (filter: string, path: string) =>
    compileElementFilter(resolveElementFilter(parseFilter(filter), attributeOf(path)))

  it('tests one element of a complex attribute', () => {
    const test = ask('type eq "A" and primary eq false', 'parts')
    expect(test({ type: 'a' })).toBe(true)
    expect(test({ type: 'a', primary: true })).toBe(false)
    expect(test({ type: 'b' })).toBe(false)
    expect(test({})).toBe(false)
    expect(test('a')).toBe(false)
    expect(test(null)).toBe(false)
  })

  it('tests one simple value', () => {
    const test = ask('value eq "RED"', 'tags')
    expect(test('red')).toBe(true)
    expect(test('blue')).toBe(false)
    expect(test({ value: 'red' })).toBe(false)
  })
})

describe('nothing', () => {
  it('is matched by what never holds, and by an "or" of nothing', () => {
    expect(compileFilter({ kind: 'never' })(stored())).toBe(false)
    expect(compileFilter({ kind: 'or', operands: [] })(stored())).toBe(false)
    expect(compileFilter({ kind: 'and', operands: [] })(stored())).toBe(true)
  })
})
