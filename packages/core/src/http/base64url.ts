/** As many arguments as every runtime lets a function have. */
const most = 8192

/** Writes bytes in base64url without padding (RFC 4648 §5): unreserved characters of RFC 3986 alone. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += most) binary += String.fromCharCode(...bytes.subarray(at, at + most))
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads base64url; undefined for any text that {@link toBase64url} would not have written. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return endsAlike(bytes, text) ? bytes : undefined
}

/** The last character may have bits that stand for nothing, and several texts would be read alike. */
function endsAlike(bytes: Uint8Array, text: string): boolean {
  const end = bytes.subarray(bytes.length - (bytes.length % 3))
  return toBase64url(end) === text.slice(text.length - (text.length % 4))
}
