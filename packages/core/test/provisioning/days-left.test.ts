import { expect, it } from 'vitest'
import { daysLeft } from '../../src/provisioning/days-left.ts'

const day = 86_400_000
const at = (left: number) => daysLeft({ ends: 1000 * day + left, now: 1000 * day, warnDays: 30 })

it.each([
  [30 * day + 1, undefined],
  [30 * day, 30],
  [29 * day + 1, 30],
  [day, 1],
  [1, 1],
  [0, 0],
  [-day, 0],
])('%i milliseconds before its end a credential has %s days to tell of', (left, days) => {
  expect(at(left)).toBe(days)
})
