import { brief, clip, ScimError } from '../../errors/scim-error.ts'
import { Names } from './names.ts'

/** SCIM needs five levels. What walks through a value may recurse on this many (RFC 8259 §9, S7644-7-01). */
export const maxDepth = 100

/** No resource has as many attributes, and `JSON.parse` takes long over objects of this size. */
const maxNames = 20_000

/** Room for a group of 100 000 members. More is made to cost time, and `JSON.parse` takes it. */
const maxContainers = 150_000

/** As many values of any kind. */
const maxValues = 1_000_000

/**
 * Names that could reach a prototype. Compared and not looked up: a set wants the hash of a text that was just cut out.
 */
function isForbidden(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype'
}

/** The object or array that the scan is in. */
interface Level {
  /** The names so far; undefined in an array. */
  readonly names: Names | undefined
  /** The member or element that the scan is at. */
  key: string | number
  /** What `JSON.parse` has made of it; undefined before. */
  readonly value: Container | undefined
}

/** An object or an array, its members or elements by key. */
type Container = Record<string | number, unknown>

const [space, quote, comma, minus, zero, nine] = [0x20, 0x22, 0x2c, 0x2d, 0x30, 0x39]
const [openBracket, backslash, closeBracket, openBrace, closeBrace] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d]

/**
 * Goes over a JSON text once and sees what `JSON.parse` hides: a name that comes twice, one that could reach a
 * prototype, and `1.0` where it tells of 1. It takes the text to be JSON; what is not, `JSON.parse` will refuse.
 * Building no values, it takes about as long as `JSON.parse` itself, needs no memory to speak of, and bounds the depth
 * before anything is built.
 */
export class Scan {
  /** Whether a whole number is written with a fraction or an exponent. */
  hidesNumber = false
  #containers = 0
  #values = 0
  readonly #text: string
  /** Whether anything in the text is escaped; in most bodies nothing is. */
  readonly #hasEscapes: boolean
  readonly #outer: Level[] = []
  #level: Level
  #awaitsName = false

  /** @param value what `JSON.parse` has made of the text: each hidden number in it becomes a bigint */
  constructor(text: string, value?: unknown) {
    this.#text = text
    this.#hasEscapes = text.includes('\\')
    this.#level = { names: undefined, key: 0, value: value === undefined ? undefined : { 0: value } }
  }

  /**
   * @throws ScimError `ATTRIBUTE_DUPLICATE`, `KEY_FORBIDDEN`, `BODY_NOT_JSON` when it is too deep, too wide or has too
   * many parts
   */
  run(): this {
    const text = this.#text
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === quote) at = this.#string(at)
      else if (code === minus || isDigit(code)) at = this.#number(at)
      else if (code > space) this.#mark(code)
    }
    return this
  }

  #mark(code: number): void {
    if (code === comma) this.#next()
    else if (code === openBrace || code === openBracket) this.#open(code === openBrace)
    else if (code === closeBrace || code === closeBracket) this.#close()
  }

  #open(isObject: boolean): void {
    if (this.#outer.push(this.#level) > maxDepth) throw tooDeep()
    this.#containers += 1
    if (this.#containers > maxContainers) throw refuse(`it has more than ${maxContainers} objects and arrays`)
    this.#level = { names: isObject ? new Names() : undefined, key: 0, value: memberOf(this.#level) }
    this.#awaitsName = isObject
  }

  #close(): void {
    this.#level = this.#outer.pop() ?? this.#level
    this.#awaitsName = false
  }

  #next(): void {
    this.#values += 1
    if (this.#values > maxValues) throw refuse(`it has more than ${maxValues} values`)
    const level = this.#level
    if (typeof level.key === 'number') level.key += 1
    this.#awaitsName = level.names !== undefined
  }

  /** Steps over a string, and returns where it ends. */
  #string(start: number): number {
    const end = endOfString(this.#text, start, this.#hasEscapes)
    if (this.#awaitsName) {
      this.#awaitsName = false
      this.#name(this.#text.slice(start + 1, end))
    }
    return end
  }

  #name(written: string): void {
    const name = this.#hasEscapes && written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written
    if (isForbidden(name)) throw new ScimError('KEY_FORBIDDEN', { name })
    const { names } = this.#level
    if (names?.add(name) === false) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: clip(name, brief) })
    if (names !== undefined && names.size > maxNames) throw refuse(`an object in it has more than ${maxNames} members`)
    this.#level.key = name
  }

  /** Steps over a number, and returns where it ends. */
  #number(start: number): number {
    const text = this.#text
    let end = start + 1
    let isPlain = true
    for (; ; end += 1) {
      const code = text.charCodeAt(end)
      if (isDigit(code)) continue
      if (!isInNumber(code)) break
      isPlain = false
    }
    if (!isPlain) this.#unusual(start, end)
    return end - 1
  }

  #unusual(start: number, end: number): void {
    const { key, value } = this.#level
    if (value !== undefined) {
      const read = value[key]
      if (Number.isInteger(read)) value[key] = BigInt(Number(read))
    } else if (!this.hidesNumber) {
      this.hidesNumber = Number.isInteger(Number(this.#text.slice(start, end)))
    }
  }
}

/** What is at the level's key. `JSON.parse` has made an object or an array of each level that has levels inside. */
function memberOf({ key, value }: Level): Container | undefined {
  return value?.[key] as Container | undefined
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

/** What a JSON number has besides digits: `.`, `e`, `E`, `+` and `-`. */
const signs: ReadonlySet<number> = new Set([...'.eE+-'].map((sign) => sign.charCodeAt(0)))

function isInNumber(code: number): boolean {
  return signs.has(code)
}

/** Where the string that begins here ends: at the next quote that no backslash escapes. */
function endOfString(text: string, start: number, hasEscapes: boolean): number {
  let end = text.indexOf('"', start + 1)
  while (hasEscapes && end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

/** Looks back no further than the last quote, since only backslashes are passed. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text.charCodeAt(before) === backslash) before -= 1
  return (at - before) % 2 === 0
}

/** The error for a body that is nested too deep. */
export function tooDeep(): ScimError {
  return refuse(`it is nested more than ${maxDepth} levels deep`)
}

function refuse(problem: string): ScimError {
  return new ScimError('BODY_NOT_JSON', { problem })
}
