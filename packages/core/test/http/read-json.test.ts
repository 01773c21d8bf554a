import { describe, expect, it } from 'vitest'
import { readJson } from '../../src/http/read-json.ts'

const read = (body: unknown, headers = {}) =>
  readJson({
    method: 'POST',
    url: '/Users',
    baseUrl: 'https://app.example.com/scim/v2',
    headers: { 'content-type': 'application/scim+json', ...headers },
    readBody: async () => body,
  })

describe('readJson', () => {
  it('takes what a body parser has made, and still looks how deep it is', async () => {
    expect(await read({ count: 1 })).toEqual({ count: 1 })
    const deep = Array.from({ length: 101 }).reduce((inner) => ({ inner }), {})
    await expect(read(deep)).rejects.toMatchObject({ code: 'BODY_NOT_JSON' })
  })

  it('takes bytes for the text they hold, as those we read ourselves', async () => {
    expect(await read(Buffer.from('\ufeff{"userName":"Łukasz"}'))).toEqual({ userName: 'Łukasz' })
    // Whoever has left them has inflated them.
    expect(await read(new TextEncoder().encode('{}'), { 'content-encoding': 'gzip' })).toEqual({})
    const latin1 = { 'content-type': 'application/scim+json; charset=latin1' }
    await expect(read(Buffer.from('{"a":"é"}'), latin1)).rejects.toMatchObject({ code: 'BODY_CHARSET' })
    await expect(read(Buffer.from([0x7b, 0xff]))).rejects.toMatchObject({ code: 'BODY_NOT_UTF8' })
    await expect(read(Buffer.from('{"a":1,"a":2}'))).rejects.toMatchObject({ code: 'ATTRIBUTE_DUPLICATE' })
    await expect(read(Buffer.from(''))).rejects.toMatchObject({ code: 'BODY_NOT_JSON' })
  })

  it('S7643-4.1.1-09: does not pass on what the parser says, which quotes the text', async () => {
    const refusal = await read('{"password":"hunter2" oops').catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'BODY_NOT_JSON' })
    expect(String(Object(refusal).cause)).not.toContain('hunter2')
  })

  it.each(['', '   ', '\ufeff', '"text"', '[]', '1.0', 'null'])('refuses %j, which is no object', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: expect.stringMatching(/^BODY_NOT_(JSON|OBJECT)$/) })
  })
})
