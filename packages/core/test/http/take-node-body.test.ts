import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { takeNodeBody } from '../../src/http/take-node-body.ts'

/** A stream of some bytes. */
const unread = () => Readable.from([Buffer.from('{"a":1}')])

/** The same behind a body parser, as far as it shows. */
async function read(headers = {}) {
  const stream = Object.assign(unread(), { headers })
  await stream.toArray()
  return stream
}

describe('takeNodeBody', () => {
  it('reads a stream that nobody has read, whatever a parser has left beside it', async () => {
    for (const parsed of [undefined, {}]) expect(await takeNodeBody(unread(), { parsed })).toBe('{"a":1}')
  })

  it('gives what a parser has left of one that has been read', async () => {
    for (const parsed of [{ a: 1 }, 'text', null, false])
      expect(await takeNodeBody(await read(), { parsed })).toBe(parsed)
  })

  it('refuses one that has been read, and of which nothing was left', async () => {
    await expect(takeNodeBody(await read(), { parsed: undefined })).rejects.toMatchObject({ code: 'CONFIGURATION' })
  })

  it('decodes bytes, and refuses those that it would refuse to read', async () => {
    const take = async (parsed: Uint8Array, headers = {}) => takeNodeBody(await read(headers), { parsed, limit: 10 })
    expect(await take(Buffer.from('\ufeff{"é":1'))).toBe('{"é":1')
    expect(await take(Buffer.from('{"a":1}'), { 'content-encoding': 'gzip' })).toBe('{"a":1}')
    await expect(take(Buffer.from('{"aaaa":12}'))).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      params: { limit: 10 },
    })
    await expect(take(Buffer.from([0xff]))).rejects.toMatchObject({ code: 'BODY_NOT_UTF8' })
    const utf16 = { 'content-type': 'application/json; charset=utf-16' }
    await expect(take(Buffer.from('{}'), utf16)).rejects.toMatchObject({ code: 'BODY_CHARSET' })
  })
})
