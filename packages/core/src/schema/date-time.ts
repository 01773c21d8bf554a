/**
 * xsd:dateTime (XML Schema Part 2 §3.2.7) within the years 0001 to 9999, which is what §3.2.7 asks of every processor.
 */
const lexical = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))?$/

const minute = 60_000
const longestOffset = 14 * 60

/**
 * Reads an xsd:dateTime as an instant in milliseconds since 1970, with what is finer than a millisecond as its
 * fraction. Unlike `Date.parse` it takes no other format and no day the calendar lacks. Without an offset the time is
 * UTC (A32); `24:00:00` is the midnight that ends the day (XML Schema Part 2 §3.2.7.1).
 *
 * @returns undefined when the text is no xsd:dateTime
 *
 * @example
 * ```ts
 * parseInstant('2011-05-13T04:42:34+02:00') // 1305254554000
 * parseInstant('2011-02-29T00:00:00Z') // undefined
 * ```
 */
export function parseInstant(text: string): number | undefined {
  const match = lexical.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number)
  const fraction = match[7] ?? ''
  const offset = parseOffset(match)
  if (offset === undefined || !isDay(year, month, day) || minutes > 59 || seconds > 59) return undefined
  const endOfDay = hour === 24 && minutes === 0 && seconds === 0 && /^0*$/.test(fraction)
  if (hour > 23 && !endOfDay) return undefined
  return midnight(year, month, day) + (hour * 60 + minutes - offset) * minute + seconds * 1000 + milliseconds(fraction)
}

/**
 * Whether a text is an xsd:dateTime.
 *
 * @example
 * ```ts
 * isDateTime('2011-05-13T04:42:34Z') // true
 * isDateTime('2011-05-13') // false
 * ```
 */
export function isDateTime(text: string): boolean {
  return parseInstant(text) !== undefined
}

function parseOffset([, , , , , , , , sign, hours, minutes]: RegExpExecArray): number | undefined {
  if (sign === undefined) return 0
  const offset = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || offset > longestOffset) return undefined
  return sign === '-' ? -offset : offset
}

function isDay(year: number, month: number, day: number): boolean {
  if (year === 0 || month < 1 || month > 12) return false
  return day >= 1 && day <= new Date(midnight(year, month + 1, 0)).getUTCDate()
}

// `Date.UTC` would take the years 0 to 99 for 1900 to 1999.
function midnight(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

// Moves the point in the text: multiplying by 1000 would round.
function milliseconds(fraction: string): number {
  return Number(`${fraction.slice(0, 3).padEnd(3, '0')}.${fraction.slice(3)}`)
}
