import { describe, expect, it } from 'vitest'
import { readJson } from '../../src/http/read-json.ts'

const read = (body: unknown) =>
  readJson({
    method: 'POST',
    url: '/Users',
    baseUrl: 'https://app.example.com/scim/v2',
    headers: { 'content-type': 'application/scim+json' },
    readBody: async () => body,
  })

describe('readJson', () => {
  it('takes what a body parser has made, and still looks how deep it is', async () => {
    expect(await read({ count: 1 })).toEqual({ count: 1 })
    const deep = Array.from({ length: 101 }).reduce((inner) => ({ inner }), {})
    await expect(read(deep)).rejects.toMatchObject({ code: 'BODY_NOT_JSON' })
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
