import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNodeBody, readWebBody } from '../../src/http/read-body.ts'

const post = { method: 'POST', duplex: 'half' } as const

interface Source {
  readonly pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void
  readonly cancel?: () => void
}

function requestOf(source: Source, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost', { ...post, headers, body: new ReadableStream(source) })
}

/** Every way of reading, fed with the same chunks. */
const readers = {
  readNodeBody: (chunks: readonly Uint8Array[], limit?: number) =>
    readNodeBody(Readable.from(chunks, { objectMode: false }), limit),
  'readWebBody of an announced length': (chunks: readonly Uint8Array[], limit?: number) => {
    const length = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
    return readWebBody(requestOf({ pull: pullFrom(chunks) }, { 'content-length': String(length) }), limit)
  },
  'readWebBody of an unknown length': (chunks: readonly Uint8Array[], limit?: number) =>
    readWebBody(requestOf({ pull: pullFrom(chunks) }), limit),
}

function pullFrom(chunks: readonly Uint8Array[]): (controller: ReadableStreamDefaultController<Uint8Array>) => void {
  const rest = [...chunks]
  return (controller) => {
    const chunk = rest.shift()
    if (chunk === undefined) controller.close()
    else controller.enqueue(chunk)
  }
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length]
  return places
    .slice(1)
    .map((end, index) => bytes.subarray(places[index], end))
    .filter((chunk) => chunk.length > 0)
}

describe.each(Object.entries(readers))('%s', (_name, read) => {
  test('text survives being cut anywhere, also inside a character', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.startsWith('\uFEFF'))
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat()), async (value, at) => {
        expect(await read(cut(Buffer.from(value), at))).toBe(value)
      }),
    )
  })

  test('a body is taken exactly up to the limit, whatever its chunks', async () => {
    const body = fc.uint8Array({ minLength: 1, maxLength: 64, max: 0x7f })
    await fc.assert(
      fc.asyncProperty(body, fc.array(fc.nat()), fc.integer({ min: 1, max: 64 }), async (bytes, at, limit) => {
        const reading = read(cut(bytes, at), limit)
        if (bytes.length <= limit) expect(Buffer.from(await reading)).toEqual(Buffer.from(bytes))
        else await expect(reading).rejects.toMatchObject({ code: 'BODY_TOO_LARGE', params: { limit } })
      }),
    )
  })

  test('no chunks are empty text', async () => {
    expect(await read([])).toBe('')
  })

  test('a byte order mark is not part of the text', async () => {
    expect(await read([Buffer.from('\uFEFF{}')])).toBe('{}')
  })

  test('bytes that are not UTF-8 are refused', async () => {
    await expect(read([Buffer.from([0x22, 0xc3, 0x28, 0x22])])).rejects.toMatchObject({ code: 'BODY_NOT_UTF8' })
  })
})

describe('readNodeBody', () => {
  test('a body far over the limit is refused before its end, and no more of it is read', async () => {
    const stream = new PassThrough()
    const reading = readNodeBody(stream, 4)
    stream.write('123456789')
    await expect(reading).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(stream.isPaused()).toBe(true)
  })

  test('an empty stream that was read to its end before is empty text', async () => {
    const stream = new PassThrough()
    stream.end()
    await stream.resume().toArray()
    expect(await readNodeBody(stream)).toBe('')
  })

  test('a stream that somebody else has read is nobody’s fault but the application’s', async () => {
    const stream = Readable.from([Buffer.from('{}')])
    await stream.toArray()
    await expect(readNodeBody(stream)).rejects.toMatchObject({ code: 'CONFIGURATION' })
  })

  test('a stream that breaks off is refused, with its error as the cause', async () => {
    const stream = new PassThrough()
    const reading = readNodeBody(stream)
    const cause = new Error('reset')
    stream.write('{')
    stream.destroy(cause)
    await expect(reading).rejects.toMatchObject({ code: 'BODY_NOT_JSON', cause })
  })

  test('a stream that closes without an error is refused', async () => {
    const stream = new PassThrough()
    const reading = readNodeBody(stream)
    stream.destroy()
    await expect(reading).rejects.toMatchObject({ code: 'BODY_NOT_JSON' })
  })

  test('a stream that is gone already is refused', async () => {
    const stream = new PassThrough()
    stream.destroy()
    await expect(readNodeBody(stream)).rejects.toMatchObject({ code: 'BODY_NOT_JSON' })
  })

  test('no listener but the one for a late error is left behind', async () => {
    const stream = new PassThrough()
    const before = stream.eventNames().map((name) => [name, stream.listenerCount(name)])
    stream.end('{}')
    await readNodeBody(stream)
    stream.removeAllListeners('error')
    expect(stream.eventNames().map((name) => [name, stream.listenerCount(name)])).toEqual(before)
  })
})

describe('readWebBody', () => {
  test('no stream is empty text', async () => {
    expect(await readWebBody(new Request('http://localhost'))).toBe('')
  })

  test('a request that somebody else has read is nobody’s fault but the application’s', async () => {
    const request = new Request('http://localhost', { ...post, body: '{}' })
    await request.text()
    await expect(readWebBody(request)).rejects.toMatchObject({ code: 'CONFIGURATION' })
  })

  test('a body far over the limit is cancelled', async () => {
    let cancelled = false
    const request = requestOf({
      pull: (controller) => controller.enqueue(Buffer.from('12345')),
      cancel: () => {
        cancelled = true
      },
    })
    await expect(readWebBody(request, 4)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(cancelled).toBe(true)
  })

  test('a length that was announced too small does not lift the limit', async () => {
    const request = requestOf({ pull: pullFrom([Buffer.from('12345')]) }, { 'content-length': '1' })
    await expect(readWebBody(request, 4)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  })

  test.each([{}, { 'content-length': '9' }])('a stream that breaks off is refused (%o)', async (headers) => {
    const cause = new Error('reset')
    const request = requestOf({ pull: (controller) => controller.error(cause) }, headers)
    await expect(readWebBody(request)).rejects.toMatchObject({ code: 'BODY_NOT_JSON', cause })
  })
})
