import { createHash } from 'node:crypto'

/** What is kept of a token: its SHA-256 in lower-case hexadecimal. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
