import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../src/schema/json/parse-json.ts'

/** JSON whose names do not differ by case alone, written with any blanks between its parts. */
const json = fc.jsonValue({ maxDepth: 6, noUnicodeString: false }).filter((value) => {
  try {
    parseJson(JSON.stringify(value))
    return true
  } catch {
    return false
  }
})
const blank = fc.constantFrom('', ' ', '\n', '\t ', '  ')

describe('parseJson', () => {
  it('makes what JSON.parse makes', () => {
    fc.assert(
      fc.property(json, blank, (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        expect(withoutBigints(parseJson(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '"b"',
      '1',
      '-',
      '1.0',
      'true',
      'null',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        if (isJson(text)) return
        expect(() => parseJson(text)).toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  it('S7643-2.1-04: a name that comes twice in an object is refused, in any place, case and spelling', () => {
    const name = fc
      .string({ minLength: 1, unit: 'grapheme-ascii' })
      .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text))
    fc.assert(
      fc.property(
        name,
        fc.array(fc.constantFrom('{"o":%}', '[1,%,{"x":2}]', '{"p":[%],"q":{}}'), { maxLength: 5 }),
        (text, shells) => {
          const once = `{${JSON.stringify(text)}:{"y":1},"other ${text.length}":{"y":2}}`
          const twice = `{${escaped(text)}:{"y":1},"z z":[],${JSON.stringify(text.toUpperCase())}:3}`
          const within = (body: string) => shells.reduce((inner, shell) => shell.replace('%', () => inner), body)
          expect(() => parseJson(within(once))).not.toThrow()
          expect(() => parseJson(within(twice))).toThrow(expect.objectContaining({ code: 'ATTRIBUTE_DUPLICATE' }))
        },
      ),
    )
  })

  it('an object with more names than a list is looked through is no different', () => {
    const members = Array.from({ length: 100 }, (_, index) => `"n${index}":${index}`)
    expect(Object.keys(Object(parseJson(`{${members.join()}}`)))).toHaveLength(100)
    for (const again of ['n0', 'N16', 'n17', 'N99'])
      expect(() => parseJson(`{${members.join()},"${again}":0}`)).toThrow(`"${again}" is given more than once`)
  })

  it.each([
    ['1.0', 1n],
    ['1e3', 1000n],
    ['-1.50e2', -150n],
    ['1E+2', 100n],
    ['0.0', 0n],
    ['1.5', 1.5],
    ['1e-3', 0.001],
    ['1e400', Number.POSITIVE_INFINITY],
    ['17', 17],
    ['-0', -0],
    ['9007199254740993', 9007199254740992],
  ])('S7643-2.3.4-01: %s is told from a plain integer', (written, expected) => {
    expect(parseJson(`{"a":[{"b":0.5},${written} ],"n": ${written}}`)).toEqual({
      a: [{ b: 0.5 }, expected],
      n: expected,
    })
  })

  it('a string that looks like any of this is a string', () => {
    const text = '{"a":"1.0 {\\"a\\":1,\\"a\\":[[","b":"\\\\","c":1}'
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"a":[{"\\u005f_proto__":1}]}',
    '{"constructor":1}',
    '{"a":{"prototype":{}}}',
  ])('%s is refused', (text) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'KEY_FORBIDDEN' }))
  })

  it('a hundred levels are read, and one more is refused before anything is built', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(() => parseJson(nested(100))).not.toThrow()
    expect(() => parseJson(nested(101))).toThrow('more than 100 levels deep')
    expect(() => parseJson('['.repeat(5_000_000))).toThrow('more than 100 levels deep')
  })

  it('an object of tens of thousands of members is refused, a list of as many is not', () => {
    const indexes = Array.from({ length: 30_000 }, (_, index) => index)
    expect(() => parseJson(`{${indexes.map((index) => `"n${index}":0`).join()}}`)).toThrow('more than 20000 members')
    expect(parseJson(`[${indexes.join()}]`)).toHaveLength(30_000)
  })

  it('more objects, or values, than any resource has are refused before they are built', () => {
    const objects = (count: number) => `{"a":[${Array(count).fill('{}').join()}]}`
    expect(() => parseJson(objects(149_998))).not.toThrow()
    expect(() => parseJson(objects(149_999))).toThrow('more than 150000 objects and arrays')
    expect(() => parseJson(`[${'1,'.repeat(1_000_001)}1]`)).toThrow('more than 1000000 values')
  })
})

/** Each hidden number as JSON.parse has it. */
function withoutBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(withoutBigints)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBigints(inner)]))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The same JSON string with every character escaped. */
function escaped(text: string): string {
  const units = Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"${units.join('')}"`
}
