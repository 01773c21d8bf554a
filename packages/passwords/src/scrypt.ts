import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { opaqueString } from '@scimkit/core'
import { type Cost, read, write } from './stored.ts'

/** 32 MiB and about a tenth of a second for each guess: one of the settings OWASP's cheat sheet holds to be equal. */
const cost: Cost = { ln: 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32

/**
 * Hashes a password with scrypt (RFC 7914) and a salt of its own. The answer holds the parameters and the salt, so it
 * is all that {@link verifyPassword} needs, and stays valid when a later version takes other parameters.
 *
 * @example
 * ```ts
 * const handler = createScimHandler({
 *   store,
 *   authenticate: () => ({ tenant: 'acme' }),
 *   passwords: { hash: hashPassword },
 * })
 * ```
 */
export async function hashPassword(clear: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return write({ cost, salt, hash: await derive(clear, { cost, salt, length: hashBytes }) })
}

/**
 * Whether a password is the one that was hashed. Takes as long for a wrong one as for the right one. The password is
 * prepared as it was when it came (RFC 8265 §4.2), so it matters not how a keyboard composes an accent.
 *
 * @returns false for a text that `hashPassword` has not made
 *
 * @example
 * ```ts
 * const stored = await hashPassword('correct horse')
 * await verifyPassword('correct horse', stored) // true
 * await verifyPassword('battery staple', stored) // false
 * ```
 */
export async function verifyPassword(clear: string, stored: string): Promise<boolean> {
  const known = read(stored)
  if (known === undefined) return false
  const { hash, ...rest } = known
  return timingSafeEqual(await derive(clear, { ...rest, length: hash.length }), hash)
}

interface Derivation {
  readonly cost: Cost
  readonly salt: Buffer
  readonly length: number
}

function derive(clear: string, { cost: { ln, r, p }, salt, length }: Derivation): Promise<Buffer> {
  const N = 2 ** ln
  // scrypt takes 128·N·r bytes, and Node refuses as much as it is allowed.
  const options = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(opaqueString(clear), salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}
