/** Writes bytes in base64url without padding (RFC 4648 §5): unreserved characters of RFC 3986 alone. */
export function toBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads base64url; undefined for any text that {@link toBase64url} would not have written. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  // The last character may have bits that stand for nothing, and several texts would be read alike.
  return toBase64url(bytes) === text ? bytes : undefined
}
