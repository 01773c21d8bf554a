import { ScimError } from '../errors/scim-error.ts'

/** What the headers of a body say about its bytes. */
export interface Announced {
  readonly contentType: string | null | undefined
  readonly contentEncoding: string | null | undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Charsets that begin with ASCII. The others write even plain English in other bytes, or hide escapes in it. */
const beginsWithAscii = /^(?:us-ascii|ascii|latin-?1|iso[-_]?8859-\d{1,2}|(?:windows-|cp)125\d)$/

/**
 * The text of a body. It is UTF-8 (RFC 7644 §3.8, RFC 8259 §8.1), also where another charset is announced and its bytes
 * mean the same in both. It is not inflated: a small body may hold a huge one, and the limit counts what is sent.
 *
 * @throws ScimError `CONTENT_CODING`, `BODY_CHARSET`, `BODY_NOT_UTF8`
 */
export function decodeBody(bytes: Uint8Array, { contentType, contentEncoding }: Announced): string {
  if (contentEncoding && !isIdentity(contentEncoding))
    throw new ScimError('CONTENT_CODING', { coding: contentEncoding })
  const charset = charsetOf(contentType)
  if (charset !== undefined && !isReadAsUtf8(charset, bytes)) throw new ScimError('BODY_CHARSET', { charset })
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new ScimError('BODY_NOT_UTF8', {}, { cause })
  }
}

/**
 * `identity` stands for no coding; as a header it is superfluous, but sent (RFC 9110 §8.4.1, §12.5.3). So are `none`,
 * and the charset, by those who take one for the other.
 */
function isIdentity(contentEncoding: string): boolean {
  return contentEncoding.split(',').every((coding) => /^\s*(?:identity|none|utf-?8)?\s*$/i.test(coding))
}

function charsetOf(contentType: string | null | undefined): string | undefined {
  const [, charset] = /;\s*charset\s*=\s*["']?([^\s;"',]+)/i.exec(contentType ?? '') ?? []
  return charset
}

function isReadAsUtf8(charset: string, bytes: Uint8Array): boolean {
  const name = charset.toLowerCase()
  if (name === 'utf-8' || name === 'utf8') return true
  return beginsWithAscii.test(name) && bytes.every((byte) => byte < 0x80)
}
