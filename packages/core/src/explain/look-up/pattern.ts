/** A template as a pattern: each placeholder stands for any text, and is given by its name. */
export interface Pattern {
  readonly match: (text: string) => Readonly<Record<string, string>> | undefined
}

/**
 * Makes a pattern of words with `{placeholders}`. Case does not count, nor which blank is between two words; there is
 * one. Each word is tried at a place once, so the time it takes grows with the text and not faster.
 */
export function patternOf(template: string): Pattern {
  const parts = template.split(/\{(\w+)\}/)
  const names = parts.filter((_, index) => index % 2 === 1)
  const source = parts.map((part, index) => (index % 2 === 0 ? literally(part) : valueAt(index, parts))).join('')
  const expression = new RegExp(source.replace(lastStop, '\\.(?![\\w\\[\\]:])'), 'i')
  return {
    match(text) {
      const found = expression.exec(text)
      return found ? Object.fromEntries(names.map((name, index) => [name, (found[index + 1] ?? '').trim()])) : undefined
    },
  }
}

/** A full stop at the end is that of the sentence: there may be others in the value before it. */
const lastStop = /\\\.$/

/** A value ends where the words go on; the last one, which may be a long list, with the line. */
function valueAt(index: number, parts: readonly string[]): string {
  const isLast = index === parts.length - 2 && parts.at(-1) === ''
  return isLast ? '(.*)' : '(.{0,300}?)'
}

function literally(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s')
}
