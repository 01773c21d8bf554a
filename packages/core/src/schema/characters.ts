import type { Attribute } from './attribute.ts'

/** Half a surrogate pair: no character, and nothing that UTF-8 could hold (RFC 7643 §2.3.1). */
const notUnicode = /\p{Surrogate}/u

/**
 * What no PRECIS profile lets into a name or password (RFC 8264 §9): control and invisible characters, those that are
 * private or not assigned, and line breaks. Which are assigned is what the runtime's version of Unicode says.
 */
const notPrecis = /[\p{Control}\p{Default_Ignorable_Code_Point}\p{Unassigned}\p{Private_Use}\p{Surrogate}\p{Zl}\p{Zp}]/u

/** Whether a text has characters that no value of the attribute can have (RFC 7644 §5). */
export function hasRefusedCharacters({ format, secret }: Attribute, text: string): boolean {
  return (secret || format === 'username' ? notPrecis : notUnicode).test(text)
}

const wide = /[\u3000\uFF01-\uFFEE]+/g

/**
 * Width mapping, the first step of UsernameCaseMapped (RFC 8265 §3.3.2): full-width and half-width characters become
 * the ordinary ones.
 */
export function mapWidth(text: string): string {
  return text.replace(wide, (run) => run.normalize('NFKC'))
}

const space = /\p{Zs}/gu

/**
 * Prepares a password as OpaqueString does (RFC 8265 §4.2.2): every space is U+0020, and NFC; case and width stay.
 *
 * @example
 * ```ts
 * opaqueString('e\u0301') === opaqueString('\u00e9') // true
 * ```
 */
export function opaqueString(text: string): string {
  return text.replace(space, ' ').normalize('NFC')
}
