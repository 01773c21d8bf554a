import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDateTime, parseInstant } from '../../src/schema/date-time.ts'

// The years of four digits, which is what the lexical form has.
const dates = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

describe('a dateTime (RFC 7643 §2.3.5)', () => {
  test('every instant comes back from its ISO form', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.getTime())
      }),
    )
  })

  test('an offset moves the instant the other way', () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(dates, offsets, (date, offset) => {
        const text = date.toISOString().replace('Z', offsetText(offset))
        expect(parseInstant(text)).toBe(date.getTime() - offset * 60_000)
      }),
    )
  })

  test('without an offset it is UTC (A32)', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseInstant(date.toISOString().slice(0, -1))).toBe(date.getTime())
      }),
    )
  })

  test('a day exists exactly when the calendar has it', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}T00:00:00Z`
        const parsed = new Date(text)
        // Date rolls the 30th of February over; a day the calendar has prints as it was written.
        const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text.slice(0, 10))
        expect(isDateTime(text)).toBe(exists)
      }),
    )
  })

  test('what is finer than a millisecond is kept', () => {
    expect(parseInstant('1970-01-01T00:00:00.0005Z')).toBe(0.5)
    expect(parseInstant('1970-01-01T00:00:01.583Z')).toBe(1583)
    expect(isDateTime(`2011-05-13T04:42:34.${'1'.repeat(10_000)}Z`)).toBe(true)
  })

  test('24:00:00 is the midnight that ends the day', () => {
    expect(parseInstant('2011-12-31T24:00:00Z')).toBe(Date.parse('2012-01-01T00:00:00Z'))
    expect(parseInstant('2011-12-31T24:00:00.000Z')).toBe(Date.parse('2012-01-01T00:00:00Z'))
  })

  test.each([
    '',
    '2011-05-13',
    '13/05/2011',
    '2011-05-13T25:00:00Z',
    '2011-05-13T24:00:01Z',
    '2011-05-13T24:01:00Z',
    '2011-05-13T24:00:00.001Z',
    '2011-05-13T04:60:00Z',
    '2011-05-13T04:42:60Z',
    '2011-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2011-05-13 04:42:34Z',
    '2011-05-13t04:42:34z',
    '2011-05-13T04:42Z',
    '2011-05-13T04:42:34.Z',
    '2011-05-13T04:42:34+0200',
    '2011-05-13T04:42:34+14:01',
    '2011-05-13T04:42:34+02:60',
    '2011-05-13T04:42:34+15:00',
    ' 2011-05-13T04:42:34Z',
    '2011-05-13T04:42:34Z\n',
    '1305261754',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })
})

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

function offsetText(offset: number): string {
  const size = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}
