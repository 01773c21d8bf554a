import { expect, it } from 'vitest'
import { timeLeft } from '../../src/provisioning/time-left.ts'

const hour = 3_600_000
const day = 24 * hour
const at = (left: number) => timeLeft({ ends: 1000 * day + left, now: 1000 * day, warnDays: 30 })

it.each([
  [30 * day + 1, undefined],
  [30 * day, '30 days'],
  [29 * day + 1, '30 days'],
  [day, '1 day'],
  [day - 1, '24 hours'],
  [hour + 1, '2 hours'],
  [1, '1 hour'],
  [0, '0 hours'],
  [-day, '0 hours'],
])('%i milliseconds before its end a credential has %s to tell of', (left, told) => {
  expect(at(left)).toBe(told)
})
