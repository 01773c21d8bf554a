import { ScimError } from '../errors/scim-error.ts'

/** A secret of 32 bytes or more; a text counts with its bytes in UTF-8. */
export type CursorSecret = Uint8Array | string

/** What one is made into. By way of the function, for the type has no name that all runtimes declare. */
export type CursorKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Enough that it cannot be guessed, provided it is random: `openssl rand -base64 32` prints such a text. */
const minimalLength = 32

/**
 * Makes the keys of cursors from secrets, when they are first needed: from each one, or from a random one.
 *
 * @throws ScimError `CONFIGURATION` for a secret that is too short
 */
export function cursorKeys(
  secrets: CursorSecret | readonly CursorSecret[] | undefined,
): () => Promise<readonly CursorKey[]> {
  const all = toList(secrets ?? crypto.getRandomValues(new Uint8Array(minimalLength))).map(toBytes)
  if (all.length === 0) throw refusal('it must hold at least one secret')
  let keys: Promise<readonly CursorKey[]> | undefined
  return () => {
    keys ??= Promise.all(all.map(derive))
    return keys
  }
}

function toList(secrets: CursorSecret | readonly CursorSecret[]): readonly CursorSecret[] {
  return typeof secrets === 'string' || secrets instanceof Uint8Array ? [secrets] : secrets
}

function toBytes(secret: CursorSecret): Uint8Array<ArrayBuffer> {
  // A copy, so that nobody can change the secret afterwards.
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : new Uint8Array(secret)
  if (bytes.length >= minimalLength) return bytes
  throw refusal(`a secret must have at least ${minimalLength} bytes, but one has ${bytes.length}`)
}

function refusal(problem: string): ScimError {
  return new ScimError('CONFIGURATION', { where: 'cursor.key', problem })
}

/** The number in the label is the version of the cursor's form: a cursor of another form is as good as forged. */
const label = new TextEncoder().encode('scimkit cursor 1')

/** HKDF (RFC 5869) makes a secret of any length a key of its own, so that it may serve other purposes too. */
async function derive(secret: Uint8Array<ArrayBuffer>): Promise<CursorKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: label }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
