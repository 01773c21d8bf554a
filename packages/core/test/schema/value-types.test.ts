import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeType } from '../../src/schema/attribute.ts'
import { checkValue, describe as describeValue } from '../../src/schema/value-types.ts'

/** S7643-2.3-02: the JSON kind of each type, and one value of each kind. */
const kindOf: Readonly<Record<AttributeType, string>> = {
  string: 'string',
  boolean: 'boolean',
  decimal: 'number',
  integer: 'number',
  dateTime: 'string',
  binary: 'string',
  reference: 'string',
  complex: 'object',
}
const samples: Readonly<Record<string, unknown>> = {
  string: 'a b',
  number: 1.5,
  boolean: true,
  object: {},
  array: [],
  null: null,
  nothing: undefined,
}

const accepted: readonly (readonly [AttributeType, readonly unknown[]])[] = [
  ['string', ['', 'é', 'e\u0301', '😀', '\u0000', 'x'.repeat(10_000)]],
  ['boolean', [true, false]],
  ['decimal', [0, 1, 1.5, -0.25, 1e2]],
  ['integer', [0, -1, 1e3, Number.MAX_SAFE_INTEGER]],
  ['dateTime', ['2011-05-13T04:42:34Z', '2011-05-13T04:42:34.123+02:00', '2011-05-13T04:42:34']],
  ['binary', ['', 'AQID', 'AQI', 'AQI=', 'AQ==', '-_8', '+/8=']],
  [
    'reference',
    [
      'https://x/y',
      'Users/1',
      '../Users/1?a=b#c',
      'urn:a:b',
      'word',
      '',
      'http://u:p@[::1]:80/a%20b',
      'data:image/png;base64,AA==',
    ],
  ],
  ['complex', [{}, { a: 1 }]],
]

const refused: readonly (readonly [AttributeType, readonly unknown[]])[] = [
  ['decimal', [Number.NaN, Number.POSITIVE_INFINITY, '1.5']],
  ['integer', [1.5, 2 ** 53, '1']],
  ['boolean', ['true', 'True', 0, 1]],
  ['dateTime', ['2011-05-13', '13/05/2011', 1305261754]],
  ['binary', ['%%%', 'A', 'AQID=', 'AQ=', 'A=QI', 'AQI=====', 'AQ\nID', 'AQ ID', '+_8=', 'é']],
  [
    'reference',
    [
      'a b',
      'http://[bad',
      'x\ny',
      '[x]',
      'http://x/[1]',
      'http://a]b',
      '1a:b',
      ':x',
      'a%zz',
      'a%2',
      '<x>',
      'a"b',
      'a\\b',
      'é',
      'http://x:y/',
    ],
  ],
  ['complex', [[], null, 'x']],
]

describe('the value types (RFC 7643 §2.3)', () => {
  test.each(Object.entries(kindOf))('%s takes no other JSON kind than %s', (type, kind) => {
    for (const [name, sample] of Object.entries(samples)) {
      if (name !== kind)
        expect([name, checkValue({ type: type as AttributeType }, sample)]).not.toEqual([name, undefined])
    }
  })

  test.each(accepted)('%s takes what the RFC gives as examples', (type, values) => {
    for (const value of values) expect([value, checkValue({ type }, value)]).toEqual([value, undefined])
  })

  test.each(refused)('%s refuses what only looks like it', (type, values) => {
    for (const value of values) expect([value, checkValue({ type }, value)]).toEqual([value, expect.any(String)])
  })

  test('the answer says what was expected', () => {
    expect(checkValue({ type: 'integer' }, 1.5)).toBe('an integer')
    expect(checkValue({ type: 'boolean' }, 'yes')).toBe('true or false')
  })

  test('any bytes are binary in base64 and base64url, padded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const padded = Buffer.from(bytes).toString('base64')
        const spellings = [padded, padded.replaceAll('=', ''), Buffer.from(bytes).toString('base64url')]
        for (const text of spellings) expect(checkValue({ type: 'binary' }, text)).toBeUndefined()
      }),
    )
  })

  test('every web URL is a reference, and so is any text once it is percent-encoded', () => {
    fc.assert(fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), isReference))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => isReference(encodeURIComponent(text))))
  })

  test('a reference never holds a space or a control character', () => {
    const bad = fc.constantFrom(' ', '\t', '\n', '\r', '\u0000', '\u007f')
    fc.assert(
      fc.property(fc.webUrl(), bad, fc.nat(), (url, character, position) => {
        const at = position % (url.length + 1)
        expect(checkValue({ type: 'reference' }, `${url.slice(0, at)}${character}${url.slice(at)}`)).toBe('a URI')
      }),
    )
  })

  test('a value as long as the largest body is judged, not choked on', () => {
    const length = 10 * 1024 * 1024
    expect(checkValue({ type: 'binary' }, 'A'.repeat(length))).toBeUndefined()
    expect(checkValue({ type: 'binary' }, `${'A'.repeat(length)}!`)).toBe('a base64 string')
    expect(checkValue({ type: 'reference' }, `http://${'a'.repeat(length)}/${'%aa'.repeat(length)}`)).toBeUndefined()
    expect(checkValue({ type: 'reference' }, `http://${'a'.repeat(length)}[`)).toBe('a URI')
    expect(checkValue({ type: 'reference' }, `${'a'.repeat(length)} `)).toBe('a URI')
  })

  test.each([
    ['a string', 'secret'],
    ['a number', 1.5],
    ['a boolean', true],
    ['null', null],
    ['an array', ['secret']],
    ['an object', { secret: 1 }],
    ['missing', undefined],
  ])('%s is described without showing the value', (words, value) => {
    expect(describeValue(value)).toBe(words)
  })
})

function isReference(text: string): void {
  expect([text, checkValue({ type: 'reference' }, text)]).toEqual([text, undefined])
}
