// RFC 4648 §4 or §5, one of them at a time; the padding may be left out (RFC 7643 §2.3.6).
const lexical = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/

/** Whether a text is base64 or base64url, padded or not. */
export function isBase64(text: string): boolean {
  if (!lexical.test(text)) return false
  const padding = text.indexOf('=')
  return padding < 0 ? text.length % 4 !== 1 : text.length % 4 === 0
}

/** The bytes of a base64 text, each as one character. */
export function decodeBase64(text: string): string {
  return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
}

/** One spelling for all texts of the same bytes: `AQI`, `AQI=` and `AQJ` are two bytes, 1 and 2. */
export function canonicalBase64(text: string): string {
  return btoa(decodeBase64(text))
}
