import { decodeBase64 } from './base64.ts'
import { isUriReference } from './uri-reference.ts'

/** A form that values have beyond their type. */
export type Format = 'username' | 'country' | 'certificate' | 'link'

/** What a value has to be, and the words that say so after "must be". */
interface Form {
  readonly expected: string
  readonly accepts: (text: string) => boolean
  /** What no dialect lets pass, where some of what has not the form would be harm and not just untidiness. */
  readonly forbids?: (text: string) => boolean
}

// What a `username` may hold is a matter of characters, see `refusedCharacters`.
const forms: Readonly<Record<Exclude<Format, 'username'>, Form>> = {
  // RFC 7643 §4.1.2. Which codes are assigned changes, so the form is all that is looked at; echoed as it came.
  country: { expected: 'a two-letter country code of ISO 3166-1', accepts: (text) => /^[A-Za-z]{2}$/.test(text) },
  certificate: { expected: 'one DER certificate in base64', accepts: isOneSequence },
  // A50. Applications put it into `src` and `href`, where `javascript:` is a program and `file:` a look around.
  link: {
    expected: 'an absolute URI of the scheme https, http or data',
    accepts: (text) => followed.test(text),
    forbids: (text) => scheme.test(text) && !(followed.test(text) && isUriReference(text)),
  },
}

const scheme = /^[^/?#]*:/
const followed = /^(?:https?:\/\/|data:)/i

/**
 * Checks a value, already of the right type, against a format.
 *
 * @returns what was expected when it does not fit
 */
export function checkFormat(format: Format | undefined, value: unknown): string | undefined {
  if (format === undefined || format === 'username' || typeof value !== 'string') return undefined
  const { accepts, expected } = forms[format]
  return accepts(value) ? undefined : expected
}

/**
 * Checks a value against what its format forbids in every dialect.
 *
 * @returns what was expected of what is forbidden
 */
export function checkForbidden(format: Format | undefined, value: unknown): string | undefined {
  if (format === undefined || format === 'username' || typeof value !== 'string') return undefined
  const { forbids, expected } = forms[format]
  return forbids?.(value) ? expected : undefined
}

/** Whether the bytes are exactly one DER sequence, as a certificate is (X.690 §8.1.3): no PEM, nothing after it. */
function isOneSequence(text: string): boolean {
  const bytes = decodeBase64(text)
  const length = bytes.charCodeAt(1)
  if (bytes.charCodeAt(0) !== 0x30) return false
  // A short length is the byte itself; a long one says in how many bytes it follows.
  const digits = length < 0x80 ? 0 : length & 0x7f
  if (length === 0x80 || digits > 4) return false
  const size = [...bytes.slice(2, 2 + digits)].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0)
  return bytes.length === 2 + digits + (digits === 0 ? length : size)
}
