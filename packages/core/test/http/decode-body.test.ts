import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Announced, decodeBody } from '../../src/http/decode-body.ts'

const json = '{"userName":"ada"}'

function decoded(bytes: Uint8Array, announced: Partial<Announced>): string {
  return decodeBody(bytes, { contentType: undefined, contentEncoding: undefined, ...announced })
}

describe('the text of a body', () => {
  test.each([
    undefined,
    null,
    '',
    'application/scim+json',
    'application/scim+json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; CHARSET=utf8; q=1',
    'application/json; charset=',
    'application/json; my-charset=latin1',
    "application/json; charset='utf-8'",
    'application/json; charset=utf-8,application/json',
  ])('is UTF-8 with the content type %j', (contentType) => {
    expect(decoded(Buffer.from('{"userName":"zoë 👋"}'), { contentType })).toBe('{"userName":"zoë 👋"}')
  })

  test.each([
    'us-ascii',
    'ascii',
    'ISO-8859-1',
    'iso-8859-15',
    'latin1',
    'latin-1',
    'iso8859-1',
    'cp1252',
    'windows-1252',
    '"us-ascii"',
  ])('is ASCII or nothing in %s', (charset) => {
    const contentType = `application/json; charset=${charset}`
    expect(decoded(Buffer.from(json), { contentType })).toBe(json)
    for (const bytes of [Buffer.from('zoë', 'latin1'), Buffer.from('zoë')])
      expect(() => decoded(bytes, { contentType })).toThrow(expect.objectContaining({ code: 'BODY_CHARSET' }))
  })

  test.each(['utf-16', 'UTF-16LE', 'utf-16be', 'utf-32', 'utf-7', 'iso-2022-jp', 'hz-gb-2312', 'ibm037', 'nonsense'])(
    'is never taken in %s, which writes ASCII otherwise or is not known',
    (charset) => {
      const announced = { contentType: `application/json; charset=${charset}` }
      expect(() => decoded(Buffer.from(json), announced)).toThrow(
        expect.objectContaining({ code: 'BODY_CHARSET', params: { charset } }),
      )
    },
  )

  test.each([undefined, null, '', 'identity', ' Identity ', 'identity, identity', 'none', 'utf-8'])(
    'is as it came with %j',
    (coding) => {
      expect(decoded(Buffer.from(json), { contentEncoding: coding })).toBe(json)
    },
  )

  test.each(['gzip', 'x-gzip', 'DEFLATE', 'br', 'identity, gzip', 'gzip, identity', 'nonsense'])(
    'is not to be had from the coding %s',
    (contentEncoding) => {
      expect(() => decoded(Buffer.from(json), { contentEncoding })).toThrow(
        expect.objectContaining({ code: 'CONTENT_CODING', params: { coding: contentEncoding } }),
      )
    },
  )

  test('is never garbled: what is read from bytes in Latin-1 is what was written', () => {
    const latin1 = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
    fc.assert(
      fc.property(latin1, (text) => {
        const read = (): string =>
          decoded(Buffer.from(text, 'latin1'), { contentType: 'text/json; charset=iso-8859-1' })
        if (/^[\x20-\x7f]*$/.test(text)) expect(read()).toBe(text)
        else expect(read).toThrow(expect.objectContaining({ code: 'BODY_CHARSET' }))
      }),
    )
  })
})
