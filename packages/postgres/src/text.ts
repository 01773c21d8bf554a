import { createHash } from 'node:crypto'

// PostgreSQL keeps no U+0000, and JSON has one. The pair that stands for it sorts and matches as it would: before what
// stands for U+0001, which needs a pair of its own then.
const pairs: Readonly<Record<string, string>> = { '\u0000': '\u0001\u0001', '\u0001': '\u0001\u0002' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: these two are what it is about.
const special = /[\u0000\u0001]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these two are what it is about.
const everySpecial = /[\u0000\u0001]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these two are what it is about.
const everyPair = /\u0001([\u0001\u0002])/g

// Half a surrogate pair is no character. UTF-8 has U+FFFD for it, and jsonb refuses it.
const half = /\p{Surrogate}/u
const everyHalf = /\p{Surrogate}/gu

/** A text in the form in which PostgreSQL can keep it. */
export function toText(text: string): string {
  const whole = half.test(text) ? text.replaceAll(everyHalf, '\ufffd') : text
  return special.test(whole) ? whole.replaceAll(everySpecial, (character) => pairs[character] ?? '') : whole
}

/** The text that {@link toText} was given, of whole characters. */
export function fromText(text: string): string {
  return special.test(text)
    ? text.replaceAll(everyPair, (_, which) => (which === '\u0001' ? '\u0000' : '\u0001'))
    : text
}

/** Characters. An entry of an index holds 2 704 bytes, and the tenant and the id are in it too. */
const longestKey = 500

/**
 * What {@link toText} gives, as it stands where it is only compared for equality: a long one by its digest, for no
 * index takes it. No other text begins like one.
 */
export function toKey(text: string): string {
  return text.length <= longestKey ? text : `\u0001\u0003${createHash('sha256').update(text).digest('hex')}`
}
