import { brief, clip, ScimError } from '../errors/scim-error.ts'
import { lex, type Token, type TokenKind } from './lexer.ts'
import type { FilterLimits } from './limits.ts'

/** What is read: a filter, or a PATCH path with possibly a filter in its square brackets. */
export type Notation = 'filter' | 'path'

/** The tokens of a text, read once from left to right within the limits; and the words for what is wrong with them. */
export class TokenReader {
  /** Set between the square brackets of a value path. */
  inBrackets = false
  readonly #text: string
  readonly #notation: Notation
  readonly #limits: FilterLimits
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #terms = 0

  /** @throws ScimError `FILTER_TOO_COMPLEX` before anything of a text that is too long is looked at */
  constructor(text: string, notation: Notation, limits: FilterLimits) {
    if (text.length > limits.length) throw tooComplex('characters', limits.length)
    this.#text = text
    this.#notation = notation
    this.#limits = limits
    this.#tokens = lex(text)
  }

  get token(): Token {
    return this.#peek(0)
  }

  next(): Token {
    const { token } = this
    this.#at += 1
    return token
  }

  /** Whether the current token is of a kind and follows the one before without a space. */
  isAttached(kind: TokenKind): boolean {
    return this.token.kind === kind && !this.token.spaced
  }

  /** Whether the current token is a word and this one; keywords count without case. */
  isWord(word: string): boolean {
    return this.token.kind === 'word' && this.token.text.toLowerCase() === word
  }

  /** Whether a round bracket opens after the current token, which makes `not` a keyword rather than a name. */
  opensNext(): boolean {
    return this.#peek(1).kind === '('
  }

  expect(kind: TokenKind, expected: string): void {
    if (this.token.kind !== kind) this.refuse(expected)
    this.#at += 1
  }

  expectSpace(): void {
    if (!this.token.spaced && this.token.kind !== 'end') this.refuse('a space')
  }

  enter(): void {
    this.#depth += 1
    if (this.#depth > this.#limits.depth) throw tooComplex('brackets inside one another', this.#limits.depth)
  }

  leave(): void {
    this.#depth -= 1
  }

  countTerm(): void {
    this.#terms += 1
    if (this.#terms > this.#limits.terms) throw tooComplex('comparisons', this.#limits.terms)
  }

  /**
   * Outside the brackets a path is wrong as a path (`invalidPath`), inside them its filter is (`invalidFilter`).
   * Brackets that do not close, or that hold the number of an element, have no filter in them.
   */
  refuse(expected: string): never {
    const { token } = this
    const { position } = token
    const isFilter = this.inBrackets && token.kind !== 'end' && !this.#isIndex()
    if (this.#notation === 'path' && !isFilter) {
      throw new ScimError('PATH_SYNTAX', { path: clip(this.#text, brief), expected, position })
    }
    throw new ScimError('FILTER_SYNTAX', { expected, found: describe(token), position })
  }

  /** `emails[0]`, as JSONPath has it. */
  #isIndex(): boolean {
    return this.#tokens[this.#at - 1]?.kind === '[' && /^-?\d+$/.test(this.token.text)
  }

  // The list ends with the `end` token, which is all there is from then on.
  #peek(ahead: number): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token
  }
}

function tooComplex(what: string, limit: number): ScimError {
  return new ScimError('FILTER_TOO_COMPLEX', { what, limit })
}

function describe({ kind, text }: Token): string {
  if (kind === 'end') return 'the end'
  if (kind === 'malformed') return 'a string that is not a JSON string'
  return kind === 'string' ? `the string ${clip(text, brief)}` : `"${clip(text, brief)}"`
}
