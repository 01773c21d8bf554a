const beyondAscii = /\P{ASCII}/u

/**
 * Prepares a string for comparison where case does not count: NFC and full Unicode case folding (RFC 7644 §7.8, A39).
 * Going through upper case folds what lower case alone does not (`ß` and `ẞ` to `ss`, `ſ` to `s`); a final sigma is a
 * sigma. A dotless `ı` has an upper case but is no `i`: CaseFolding.txt leaves it alone unless the text is Turkish.
 */
export function foldCase(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase()
  return text.normalize('NFC').split('ı').map(foldThroughUpperCase).join('ı').normalize('NFC')
}

function foldThroughUpperCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}

/**
 * Prepares a string for comparison under an attribute's `caseExact` (RFC 7643 §7): NFC always, folded unless exact.
 *
 * @example
 * ```ts
 * prepare('ADA', false) // 'ada'
 * prepare('ADA', true) // 'ADA'
 * ```
 */
export function prepare(text: string, caseExact: boolean): string {
  if (!caseExact) return foldCase(text)
  return beyondAscii.test(text) ? text.normalize('NFC') : text
}
