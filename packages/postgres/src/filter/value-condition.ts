import { type Attribute, comparableOf, type ResolvedFilter, textOf } from '@scimkit/core'
import sql, { raw, type Sql } from 'sql-template-tag'
import { toText } from '../text.ts'

type Comparison = Extract<ResolvedFilter, { kind: 'compare' }>
type Operator = Comparison['operator']

/** A value in SQL, as what it is compared as and as what it is looked into. */
export interface SqlValue {
  readonly text: Sql
  readonly number: Sql
  readonly lookedInto: Sql
}

export const nothing: Sql = sql`FALSE`
export const everything: Sql = sql`TRUE`

// Strings are in the collation "C": bytes of UTF-8, whose order is that of code points.
const symbols: Readonly<Record<Exclude<Operator, 'co' | 'sw' | 'ew'>, string>> = {
  eq: '=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
}

const substrings: Readonly<Record<'co' | 'sw' | 'ew', (text: Sql, part: string) => Sql>> = {
  co: (text, part) => sql`position(${part}::text IN ${text}) > 0`,
  sw: (text, part) => sql`starts_with(${text}, ${part}::text)`,
  ew: (text, part) => sql`right(${text}, ${[...part].length}::integer) = ${part}::text`,
}

/** What a comparison says about one value. A literal of another type than the attribute's matches nothing. */
export function valueCondition({ attribute, operator, value }: Comparison): (found: SqlValue) => Sql {
  if (isSubstring(operator)) {
    const part = textOf(attribute)(value)
    // Every text contains the empty one, and `right(…, 0)` is empty.
    return part === undefined ? () => nothing : ({ lookedInto }) => substrings[operator](lookedInto, toText(part))
  }
  const literal = comparableOf(attribute)(value)
  if (literal === undefined) return () => nothing
  const symbol = raw(symbols[operator])
  return typeof literal === 'number'
    ? ({ number }) => sql`${number} ${symbol} ${String(literal)}::numeric`
    : ({ text }) => sql`${text} ${symbol} ${toText(literal)}::text COLLATE "C"`
}

function isSubstring(operator: Operator): operator is 'co' | 'sw' | 'ew' {
  return operator in substrings
}

/** A scalar of jsonb. */
export function jsonValue(json: Sql, hasTextOfItsOwn: boolean): SqlValue {
  const compared = hasTextOfItsOwn ? sql`coalesce(${json} -> 'c', ${json})` : json
  const lookedInto = hasTextOfItsOwn ? sql`coalesce(${json} -> 't', ${json})` : json
  return {
    text: sql`(${compared} #>> '{}') COLLATE "C"`,
    number: numberIn(compared),
    lookedInto: sql`(${lookedInto} #>> '{}')`,
  }
}

/**
 * The number that a scalar of jsonb is. What was written when the attribute had another type is none: it does not
 * match, and the question is answered.
 */
export function numberIn(json: Sql): Sql {
  return sql`CASE WHEN jsonb_typeof(${json}) = 'number' THEN (${json} #>> '{}')::numeric END`
}

/** A column of text. */
export function textValue(column: Sql): SqlValue {
  return { text: sql`${column} COLLATE "C"`, number: sql`NULL::numeric`, lookedInto: column }
}

/** A column of numbers. */
export function numberValue(column: Sql): SqlValue {
  return { text: sql`NULL::text`, number: sql`${column}::numeric`, lookedInto: sql`NULL::text` }
}

/** The literal of an equality, ready to be compared with what is stored; undefined when it can equal nothing. */
export function literalOf(attribute: Attribute, value: string | number | boolean): string | number | undefined {
  const literal = comparableOf(attribute)(value)
  return typeof literal === 'string' ? toText(literal) : literal
}
