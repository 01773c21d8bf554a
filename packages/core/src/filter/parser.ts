import type { ComparisonOperator, Filter, Literal, Path } from './ast.ts'
import type { Token } from './lexer.ts'
import { type FilterLimits, filterLimits } from './limits.ts'
import { type Notation, TokenReader } from './token-reader.ts'

/** What the parser takes beyond the grammar. Each is off unless given, and called whenever it is made use of. */
export interface ParseOptions {
  readonly limits?: FilterLimits | undefined
  /** `emails[type eq "work"].value eq "x"` in a filter, as Entra ID writes it (A25). */
  readonly filteredSubAttribute?: (() => void) | undefined
  /** A value without quotes, `userName eq ada`, as authentik writes it. */
  readonly unquotedValue?: (() => void) | undefined
}

/** The operators that compare, as they are written. */
export const comparisonOperators = [
  'eq',
  'ne',
  'co',
  'sw',
  'ew',
  'gt',
  'ge',
  'lt',
  'le',
] as const satisfies ComparisonOperator[]
const literals: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['true', true],
  ['false', false],
  ['null', null],
])

const subName = /^[a-z$][\w$-]*$/i
// Below a URN dots and colons are the schema's to tell apart: `urn:…:core:2.0:User:name.givenName`.
const attrPath = /^(?:[a-z$][\w$-]*(?:\.[a-z$][\w$-]*)?|[a-z][a-z\d+.-]*:[\w.~:/?#@!$&'*+,;=%-]+)$/i
const otherQuote = /^[\u0027\u0060\u2018-\u201F]/
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i

const anOperator = `an operator (${comparisonOperators.join(', ')} or pr)`
const aValue = 'a string in double quotes, a number, true, false or null'

/**
 * Reads a filter (RFC 7644 §3.4.2.2, with errata 4670, 4690, 7319, 7322 and 8924). Blanks around the whole are ignored.
 *
 * @throws ScimError `FILTER_SYNTAX`, `FILTER_TOO_COMPLEX`
 *
 * @example
 * ```ts
 * parseFilter('userName eq "ada"') // { kind: 'compare', path: 'userName', operator: 'eq', value: 'ada' }
 * parseFilter('userName eq') // throws FILTER_SYNTAX
 * ```
 */
export function parseFilter(text: string, options: ParseOptions = {}): Filter {
  return new Parser(text, 'filter', options).wholeFilter()
}

/**
 * Reads the path of a PATCH operation (RFC 7644 §3.5.2). `tags eq "x"`, which the grammar has for one value of a simple
 * multi-valued attribute, means the same as `tags[value eq "x"]` (A42).
 *
 * @throws ScimError `PATH_SYNTAX`, also for brackets that do not close; within them `FILTER_SYNTAX`;
 * `FILTER_TOO_COMPLEX`
 */
export function parsePath(text: string, options: ParseOptions = {}): Path {
  return new Parser(text, 'path', options).wholePath()
}

/**
 * Recursive descent, one method per production:
 *
 * ```
 * filter     = orExpr
 * orExpr     = andExpr *( 1*SP "or"  1*SP andExpr )
 * andExpr    = notExpr *( 1*SP "and" 1*SP notExpr )
 * notExpr    = [ "not" *SP ] "(" *SP filter *SP ")" | valuePath | attrExpr
 * attrExpr   = attrPath 1*SP "pr" | attrPath 1*SP op 1*SP literal
 * valuePath  = attrPath "[" *SP valFilter *SP "]"        ; attrPath has no sub-attribute here
 * valFilter  = as filter, but its leaves are attrExpr of a sub-attribute's name alone
 * attrPath   = [ urn ":" ] name [ "." name ]
 * name       = ( ALPHA | "$" ) *( ALPHA | DIGIT | "-" | "_" | "$" )
 * patchPath  = urn | attrPath | valuePath [ "." name ] | attrExpr
 * ```
 *
 * Keywords count without case, and are keywords only where the grammar needs one: `not` and `pr` are fine names.
 */
class Parser {
  readonly #reader: TokenReader
  readonly #options: ParseOptions

  constructor(text: string, notation: Notation, options: ParseOptions) {
    this.#reader = new TokenReader(text, notation, options.limits ?? filterLimits)
    this.#options = options
  }

  wholeFilter(): Filter {
    const filter = this.#orExpr()
    this.#reader.expect('end', '"and", "or" or the end of the filter')
    return filter
  }

  wholePath(): Path {
    const path = this.#attrPath()
    if (this.#reader.isAttached('[')) return this.#filteredPath(path)
    if (this.#reader.token.kind === 'end') return { path }
    if (!this.#reader.token.spaced) this.#reader.refuse('"[" or the end of the path')
    const filter = this.#attrExpr('value')
    this.#reader.expect('end', 'the end of the path')
    return { path, filter }
  }

  #filteredPath(path: string): Path {
    const filter = this.#brackets(path)
    const subAttribute = this.#attachedSubName()
    this.#reader.expect('end', 'a sub-attribute or the end of the path')
    return subAttribute === undefined ? { path, filter } : { path, filter, subAttribute }
  }

  #orExpr(): Filter {
    return this.#chain('or', () => this.#andExpr())
  }

  #andExpr(): Filter {
    return this.#chain('and', () => this.#notExpr())
  }

  #chain(kind: 'and' | 'or', operand: () => Filter): Filter {
    const first = operand()
    const rest: Filter[] = []
    while (this.#reader.isWord(kind)) {
      this.#reader.expectSpace()
      this.#reader.next()
      this.#reader.expectSpace()
      rest.push(operand())
    }
    const [second, ...others] = rest
    return second === undefined ? first : { kind, operands: [first, second, ...others] }
  }

  #notExpr(): Filter {
    const negated = this.#reader.isWord('not') && this.#reader.opensNext()
    if (negated) this.#reader.next()
    if (this.#reader.token.kind !== '(') return this.#leaf()
    const operand = this.#group()
    return negated ? { kind: 'not', operand } : operand
  }

  #group(): Filter {
    this.#reader.enter()
    this.#reader.next()
    const filter = this.#orExpr()
    this.#reader.expect(')', '"and", "or" or ")"')
    this.#reader.leave()
    return filter
  }

  #leaf(): Filter {
    const path = this.#attrPath()
    return this.#reader.isAttached('[') && !this.#reader.inBrackets ? this.#valuePath(path) : this.#attrExpr(path)
  }

  #attrPath(): string {
    const { token, inBrackets } = this.#reader
    if (token.kind !== 'word' || !(inBrackets ? subName : attrPath).test(token.text)) {
      this.#reader.refuse(inBrackets ? 'the name of a sub-attribute' : 'the name of an attribute')
    }
    return this.#reader.next().text
  }

  #attrExpr(path: string): Filter {
    this.#reader.countTerm()
    this.#reader.expectSpace()
    if (this.#reader.isWord('pr')) {
      this.#reader.next()
      return { kind: 'present', path }
    }
    const operator = operatorOf(this.#reader.token)
    if (operator === undefined) this.#reader.refuse(anOperator)
    this.#reader.next()
    this.#reader.expectSpace()
    return { kind: 'compare', path, operator, value: this.#literal() }
  }

  #literal(): Literal {
    const { kind, text, value } = this.#reader.token
    const literal = kind === 'string' ? value : this.#wordLiteral(kind === 'word' ? text : '')
    if (literal === undefined) this.#reader.refuse(aValue)
    this.#reader.next()
    return literal
  }

  #wordLiteral(text: string): Literal | undefined {
    const constant = literals.get(text)
    if (constant !== undefined || text === '') return constant
    const number = jsonNumber.test(text) ? Number(text) : Number.NaN
    // Adding zero makes -0, which no client can tell from it, zero.
    if (Number.isFinite(number)) return number + 0
    // In other quotation marks a value would be found nowhere, and the client would take that for an answer.
    if (this.#options.unquotedValue === undefined || otherQuote.test(text)) return undefined
    this.#options.unquotedValue()
    return text
  }

  #valuePath(path: string): Filter {
    const filter = this.#brackets(path)
    if (this.#options.filteredSubAttribute === undefined) return { kind: 'valuePath', path, filter }
    const sub = this.#attachedSubName()
    if (sub === undefined) return { kind: 'valuePath', path, filter }
    this.#options.filteredSubAttribute()
    return { kind: 'valuePath', path, filter: conjunction(filter, this.#attrExpr(sub)) }
  }

  #brackets(path: string): Filter {
    if (path.includes('.') && !path.includes(':')) this.#reader.refuse(anOperator)
    this.#reader.enter()
    this.#reader.next()
    this.#reader.inBrackets = true
    const filter = this.#orExpr()
    this.#reader.expect(']', '"and", "or" or "]"')
    this.#reader.inBrackets = false
    this.#reader.leave()
    return filter
  }

  /** `.value`, directly after a closing square bracket. */
  #attachedSubName(): string | undefined {
    const name = this.#reader.isAttached('word') ? this.#reader.token.text : ''
    if (!name.startsWith('.') || !subName.test(name.slice(1))) return undefined
    this.#reader.next()
    return name.slice(1)
  }
}

/** Operators count without case. */
function operatorOf({ kind, text }: Token): (typeof comparisonOperators)[number] | undefined {
  const word = kind === 'word' ? text.toLowerCase() : ''
  return comparisonOperators.find((name) => name === word)
}

function conjunction(left: Filter, right: Filter): Filter {
  return { kind: 'and', operands: left.kind === 'and' ? [...left.operands, right] : [left, right] }
}
