import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromBase64url, toBase64url } from '../../src/http/base64url.ts'
import { type CursorPlace, createCursors } from '../../src/http/cursor.ts'

const [oldKey, newKey] = ['the key that was used until today', 'the key that is used from today on']
const place: CursorPlace = { kind: 'after', position: 'here', count: 10 }
const anyPlace: fc.Arbitrary<CursorPlace> = fc.record({
  kind: fc.constantFrom('after', 'before'),
  position: fc.string({ unit: 'grapheme' }),
  count: fc.nat(),
})
const anyText = fc.string({ unit: 'grapheme' })

afterEach(() => {
  vi.useRealTimers()
})

describe('a cursor', () => {
  it('S9865-2-02: is made of unreserved characters and gives back what it was made of', async () => {
    const cursors = createCursors()
    await fc.assert(
      fc.asyncProperty(anyPlace, anyText, async (each, boundTo) => {
        const cursor = await cursors.seal(each, boundTo)
        expect(cursor).toMatch(/^[A-Za-z0-9\-._~]+$/)
        expect(await cursors.open(cursor, boundTo)).toEqual(each)
      }),
    )
  })

  it('S9865-5.2-04: is another one each time, so that equal places are not seen to be equal', async () => {
    const cursors = createCursors()
    expect(await cursors.seal(place, '')).not.toBe(await cursors.seal(place, ''))
  })

  it('S9865-2-07: counts only with what it is bound to', async () => {
    const cursors = createCursors()
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (boundTo, other) => {
        fc.pre(boundTo !== other)
        const opened = cursors.open(await cursors.seal(place, boundTo), other)
        await expect(opened).rejects.toMatchObject({ code: 'CURSOR_INVALID', params: {} })
      }),
    )
  })

  it('S9865-2.1-02: is refused when it is any other text', async () => {
    const cursors = createCursors()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array().map(toBase64url)), async (text) => {
        await expect(cursors.open(text, '')).rejects.toMatchObject({ code: 'CURSOR_INVALID', params: {} })
      }),
    )
  })

  it('is refused unread when it is longer than any that was ever made', async () => {
    const cursors = createCursors()
    const [longest, longer] = [2 * 1024 * 1024, 2 * 1024 * 1024 + 1].map((length) => 'A'.repeat(length))
    const decode = vi.spyOn(globalThis, 'atob')
    await expect(cursors.open(longer ?? '', '')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    expect(decode).not.toHaveBeenCalled()
    await expect(cursors.open(longest ?? '', '')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    expect(decode).toHaveBeenCalledOnce()
    decode.mockRestore()
  })

  it('has room for the longest value that a list can be sorted by', async () => {
    const cursors = createCursors()
    for (const value of ['\u0001'.repeat(64 * 1024), '\uffff'.repeat(64 * 1024), 'A'.repeat(1024 * 1024)]) {
      const long = { ...place, position: JSON.stringify([value, crypto.randomUUID(), 1]) }
      expect(await cursors.open(await cursors.seal(long, ''), '')).toEqual(long)
    }
  })

  it('S9865-2.1-03: expires, not a moment before its time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    const cursors = createCursors({ timeout: 60 })
    const cursor = await cursors.seal(place, '')
    vi.setSystemTime(60_000)
    expect(await cursors.open(cursor, '')).toEqual(place)
    vi.setSystemTime(60_001)
    await expect(cursors.open(cursor, '')).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', params: { timeout: 60 } })
    await expect(cursors.open(cursor, 'other')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})

describe('the keys of cursors', () => {
  it('are random when none is given', async () => {
    const cursor = await createCursors().seal(place, '')
    await expect(createCursors().open(cursor, '')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })

  it('are the same for the same secret, as text or as bytes', async () => {
    const cursor = await createCursors({ key: oldKey }).seal(place, '')
    expect(await createCursors({ key: new TextEncoder().encode(oldKey) }).open(cursor, '')).toEqual(place)
  })

  it('are changed without losing a cursor: the first encrypts, all decrypt', async () => {
    const before = createCursors({ key: oldKey })
    const between = createCursors({ key: [newKey, oldKey] })
    const afterwards = createCursors({ key: [newKey] })
    expect(await between.open(await before.seal(place, ''), '')).toEqual(place)
    expect(await afterwards.open(await between.seal(place, ''), '')).toEqual(place)
    await expect(before.open(await between.seal(place, ''), '')).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })

  it('do not follow what becomes of the bytes they were made from', async () => {
    const bytes = new TextEncoder().encode(oldKey)
    const cursors = createCursors({ key: bytes })
    bytes.fill(0)
    expect(await createCursors({ key: oldKey }).open(await cursors.seal(place, ''), '')).toEqual(place)
  })

  it.each([
    ['cursor.key', { key: '' }],
    ['cursor.key', { key: 'x'.repeat(31) }],
    ['cursor.key', { key: new Uint8Array(31) }],
    ['cursor.key', { key: [] }],
    ['cursor.key', { key: [newKey, 'short'] }],
    ['cursor.timeout', { timeout: 0 }],
    ['cursor.timeout', { timeout: 0.5 }],
    ['cursor.timeout', { timeout: Number.NaN }],
    ['cursor.timeout', { timeout: Number.POSITIVE_INFINITY }],
  ])('are refused at start-up when %s is wrong: %j', (where, options) => {
    expect(() => createCursors(options)).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION', params: expect.objectContaining({ where }) }),
    )
  })
})

describe('base64url', () => {
  it('agrees with the runtime about any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = toBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(text)).toEqual(bytes)
      }),
    )
  })

  it('reads no two texts alike', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (text) => {
        const bytes = fromBase64url(text)
        if (bytes !== undefined) expect(toBase64url(bytes)).toBe(text)
      }),
    )
    for (const text of ['', 'A', 'AB', 'AA==', 'A A', 'AA\n', 'A+/A', 'ABCDE'])
      expect(fromBase64url(text)).toBeUndefined()
  })
})
