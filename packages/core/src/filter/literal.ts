import { brief, clip, ScimError } from '../errors/scim-error.ts'
import type { Attribute, AttributeType } from '../schema/attribute.ts'
import { isBase64 } from '../schema/base64.ts'
import { parseInstant } from '../schema/date-time.ts'
import type { ComparisonOperator, Literal } from './ast.ts'
import type { ResolveOptions } from './resolve-options.ts'

type Operator = Exclude<ComparisonOperator, 'ne'>
type Value = Exclude<Literal, null>

const equality: readonly Operator[] = ['eq']
const ordered: readonly Operator[] = ['eq', 'gt', 'ge', 'lt', 'le']
const textual: readonly Operator[] = [...ordered, 'co', 'sw', 'ew']

/** How a type is compared: with which operators (RFC 7644 Table 3, A32) and with what. */
interface Comparing {
  readonly operators: readonly Operator[]
  /** What the values are, for the error. */
  readonly values: string
  /** The literal as the type has it, or undefined when it is of another type. */
  readonly read: (literal: Literal, options: ResolveOptions) => Value | undefined
}

const text = { operators: textual, values: 'strings', read: readString }
const number = {
  operators: ordered,
  values: 'numbers',
  read: (literal) => ofType(literal, 'number'),
} as const satisfies Comparing
const comparing: Readonly<Record<AttributeType, Comparing>> = {
  string: text,
  reference: text,
  binary: { operators: equality, values: 'base64 strings', read: readBinary },
  boolean: { operators: equality, values: 'true or false', read: readBoolean },
  integer: number,
  decimal: number,
  dateTime: { operators: ordered, values: 'date-times such as "2026-01-31T12:00:00Z"', read: readDateTime },
  complex: { operators: [], values: 'objects', read: () => undefined },
}

/**
 * The literal of a comparison, of the attribute's type. A dateTime without an offset is given that of UTC (A32).
 *
 * @throws ScimError `FILTER_OPERATOR`, `FILTER_LITERAL`
 */
export function readLiteral(
  attribute: Attribute,
  { operator, value }: { readonly operator: Operator; readonly value: Literal },
  options: ResolveOptions,
): Value {
  const { path, type } = attribute
  const { operators, values, read } = comparing[type]
  if (!operators.includes(operator)) throw new ScimError('FILTER_OPERATOR', { operator, path, type })
  const literal = read(value, options)
  if (literal === undefined) {
    throw new ScimError('FILTER_LITERAL', { path, expected: values, found: clip(JSON.stringify(value), brief) })
  }
  return literal
}

function readString(literal: Literal, { unquotedValue }: ResolveOptions): string | undefined {
  if (typeof literal === 'string' || literal === null) return literal ?? undefined
  // A longer number has lost digits by now, and a fraction its spelling.
  if (unquotedValue === undefined || (typeof literal === 'number' && !Number.isSafeInteger(literal))) return undefined
  unquotedValue()
  return String(literal)
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

function readBoolean(literal: Literal, { stringBooleans }: ResolveOptions): boolean | undefined {
  if (typeof literal !== 'string' || stringBooleans === undefined) return ofType(literal, 'boolean')
  const value = booleans.get(literal.toLowerCase())
  if (value !== undefined) stringBooleans()
  return value
}

function readBinary(literal: Literal): string | undefined {
  return typeof literal === 'string' && isBase64(literal) ? literal : undefined
}

const offset = /(?:Z|[+-]\d\d:\d\d)$/

function readDateTime(literal: Literal): string | undefined {
  if (typeof literal !== 'string' || parseInstant(literal) === undefined) return undefined
  return offset.test(literal) ? literal : `${literal}Z`
}

interface Types {
  readonly string: string
  readonly number: number
  readonly boolean: boolean
}

function ofType<Name extends keyof Types>(literal: Literal, name: Name): Types[Name] | undefined {
  // `typeof` says just what `Types` does, which the compiler cannot see through a type parameter.
  return typeof literal === name ? (literal as Types[Name]) : undefined
}
