import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import { ScimError } from '../errors/scim-error.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { type CursorKey, type CursorSecret, cursorKeys } from './cursor-keys.ts'

/** How cursors are made (RFC 9865). */
export interface CursorOptions {
  /**
   * What they are encrypted with: at least 32 random bytes. Random for each process when left out, so several processes
   * behind one address need a common one. Of several the first encrypts and all decrypt: put a new one in front, and
   * take the old one away once {@link timeout} has passed.
   */
  readonly key?: CursorSecret | readonly CursorSecret[] | undefined
  /** For how many seconds a cursor can be used; an hour when left out. */
  readonly timeout?: number | undefined
}

/** Where a page stands, as a cursor carries it. */
export interface CursorPlace {
  readonly kind: 'after' | 'before'
  /** The store's own. */
  readonly position: string
  readonly count: number
}

/**
 * Cursors that say everything themselves, so that nothing is kept for them. They are encrypted, so they show neither
 * ids nor values, and authentic together with what they are bound to: whose they are and what was asked.
 */
export interface Cursors {
  readonly timeout: number
  seal(place: CursorPlace, boundTo: string): Promise<string>
  /**
   * @throws ScimError `CURSOR_INVALID` when it is not one of ours, or bound to something else: the two are not told
   * apart
   * @throws ScimError `CURSOR_EXPIRED`
   */
  open(cursor: string, boundTo: string): Promise<CursorPlace>
}

const names: NamesOf<CursorOptions> = { key: true, timeout: true }

const nonceLength = 12

/** Characters. A cursor over a sorted list holds the value its page ends with, and no value makes it as long. */
const maxLength = 2 * 1024 * 1024

/**
 * @throws ScimError `CONFIGURATION`
 * @example
 * ```ts
 * const cursors = createCursors({ key: process.env.CURSOR_KEY, timeout: 600 })
 * const cursor = await cursors.seal({ kind: 'after', position: '7', count: 10 }, 'acme')
 * await cursors.open(cursor, 'acme') // { kind: 'after', position: '7', count: 10 }
 * await cursors.open(cursor, 'globex') // throws CURSOR_INVALID
 * ```
 */
export function createCursors(options: CursorOptions = {}): Cursors {
  refuseUnknown('cursor', options, names)
  const { key, timeout = 3600 } = options
  if (!Number.isSafeInteger(timeout) || timeout < 1)
    throw new ScimError('CONFIGURATION', { where: 'cursor.timeout', problem: 'it must be a whole number of seconds' })
  const keys = cursorKeys(key)
  return {
    timeout,
    async seal(place, boundTo) {
      const [first] = await keys()
      if (first === undefined) throw new Error('There is always a key')
      return encrypt(first, write(place), boundTo)
    },
    async open(cursor, boundTo) {
      const { issued, ...place } = read(await decrypt(await keys(), cursor, boundTo))
      if (Date.now() - issued > timeout * 1000) throw new ScimError('CURSOR_EXPIRED', { timeout })
      return place
    },
  }
}

async function encrypt(key: CursorKey, text: string, boundTo: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength))
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(nonce, boundTo), key, encode(text)))
  const bytes = new Uint8Array(nonceLength + sealed.length)
  bytes.set(nonce)
  bytes.set(sealed, nonceLength)
  return toBase64url(bytes)
}

/** @throws ScimError `CURSOR_INVALID` */
async function decrypt(keys: readonly CursorKey[], cursor: string, boundTo: string): Promise<string> {
  const bytes = cursor.length > maxLength ? undefined : fromBase64url(cursor)
  if (bytes === undefined) throw new ScimError('CURSOR_INVALID', {})
  const how = cipher(bytes.subarray(0, nonceLength), boundTo)
  const sealed = bytes.subarray(nonceLength)
  for (const key of keys) {
    const opened = await crypto.subtle.decrypt(how, key, sealed).catch(() => undefined)
    if (opened !== undefined) return new TextDecoder().decode(opened)
  }
  throw new ScimError('CURSOR_INVALID', {})
}

/** What a cursor is bound to need not be in it: as additional data it only has to be the same (RFC 5116 §2.1). */
function cipher(nonce: Uint8Array<ArrayBuffer>, boundTo: string) {
  return { name: 'AES-GCM', iv: nonce, additionalData: encode(boundTo) }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function write({ kind, count, position }: CursorPlace): string {
  return JSON.stringify([kind, count, Date.now(), position])
}

function read(text: string): CursorPlace & { readonly issued: number } {
  // Authentic, and its form is part of the key: nobody but `write` has written it.
  const [kind, count, issued, position] = JSON.parse(text) as [CursorPlace['kind'], number, number, string]
  return { kind, count, issued, position }
}
