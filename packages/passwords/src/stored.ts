/** The parameters of scrypt (RFC 7914 §2): what a guess costs. */
export interface Cost {
  /** The logarithm of N. */
  readonly ln: number
  readonly r: number
  readonly p: number
}

/** What is stored of a password. */
export interface Stored {
  readonly cost: Cost
  readonly salt: Buffer
  readonly hash: Buffer
}

// No cost that a server could not bear, 1 GiB at most, and none that scrypt refuses; and no hash that was cut off: the
// empty one is that of every password.
const form = /^\$scrypt\$ln=([1-9]|1\d),r=([1-9]|1[0-6]),p=([1-9]|1[0-6])\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]{22,})$/

/**
 * Writes `$scrypt$ln=15,r=8,p=3$salt$hash`, the string format of the Password Hashing Competition: base64 without
 * padding.
 */
export function write({ cost: { ln, r, p }, salt, hash }: Stored): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${encode(salt)}$${encode(hash)}`
}

/** Reads what {@link write} has written; undefined for anything else. */
export function read(text: string): Stored | undefined {
  const [, ln, r, p, salt, hash] = form.exec(text) ?? []
  if (salt === undefined || hash === undefined) return undefined
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
