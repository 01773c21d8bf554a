import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toDateTime } from '../src/date-time.ts'

it('an instant is written as by toISOString, whatever was written before', () => {
  const instants = fc.date({ min: new Date('0000-01-01T00:02:00Z'), noInvalidDate: true }).map((date) => date.getTime())
  const near = fc.tuple(instants, fc.array(fc.integer({ min: -70_000, max: 70_000 }), { minLength: 1 }))
  fc.assert(
    fc.property(near, ([first, offsets]) => {
      for (const offset of [0, ...offsets]) {
        const instant = Math.min(first + offset, 8.64e15)
        expect(toDateTime(instant)).toBe(new Date(instant).toISOString())
      }
    }),
  )
})
