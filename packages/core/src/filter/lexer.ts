/**
 * What a filter is made of. A `word` is any run without blanks, quotes and brackets: only the parser knows its part.
 */
export type TokenKind = 'word' | 'string' | 'malformed' | '(' | ')' | '[' | ']' | 'end'

/** One token of a filter or a PATCH path. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** What a `string` stands for, its escapes undone; empty for the others. */
  readonly value: string
  /** Where it begins, counted from 1. */
  readonly position: number
  /** Whether a space stands before it. */
  readonly spaced: boolean
}

// One sticky pattern per token, each linear: no quantifier has another way to match what the next one refuses.
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ['word', /[^ "()[\]]+/y],
  ['string', /"[^"\\]*(?:\\.[^"\\]*)*"/sy],
  ['(', /\(/y],
  [')', /\)/y],
  ['[', /\[/y],
  [']', /\]/y],
]

/**
 * Splits a filter or a PATCH path into tokens, in time linear in its length. Never throws: a string that is not a JSON
 * string becomes a `malformed` token, so that the parser can say where and what it expected.
 *
 * @example
 * ```ts
 * lex('title eq "a"').map((token) => token.kind) // ['word', 'word', 'string', 'end']
 * ```
 */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    const start = skipSpaces(text, at)
    const token = tokenAt(text, start, start > at)
    tokens.push(token)
    if (token.kind === 'end') return tokens
    at = start + token.text.length
  }
}

// The grammar knows the blank alone (RFC 5234 `SP`): a tab or a line end is part of a word, and no word of it is valid.
function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at += 1
  return at
}

function tokenAt(text: string, at: number, spaced: boolean): Token {
  const position = at + 1
  if (at === text.length) return { kind: 'end', text: '', value: '', position, spaced }
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at
    // `test` and not `exec`, which would make an array of what is the text from here to there anyway.
    if (!shape.test(text)) continue
    const found = text.slice(at, shape.lastIndex)
    return kind === 'string'
      ? stringToken(found, { position, spaced })
      : { kind, text: found, value: '', position, spaced }
  }
  return { kind: 'malformed', text: text.slice(at), value: '', position, spaced }
}

// The pattern finds the end of the string; whether its escapes and characters are JSON is JSON's to say.
function stringToken(text: string, { position, spaced }: Pick<Token, 'position' | 'spaced'>): Token {
  try {
    return { kind: 'string', text, value: String(JSON.parse(text)), position, spaced }
  } catch {
    return { kind: 'malformed', text, value: '', position, spaced }
  }
}
