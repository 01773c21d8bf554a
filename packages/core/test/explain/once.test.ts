import { describe, expect, it } from 'vitest'
import { Firsts, Once } from '../../src/explain/once.ts'

const hour = 3_600_000

describe('what was there before today', () => {
  it('is new once a day', () => {
    const once = new Once()
    expect([0, 1, 23, 24, 25].map((hours) => once.aDay('key', hours * hour))).toEqual([true, false, false, true, false])
  })

  it('is forgotten when too many others have come', () => {
    const once = new Once()
    once.aDay('first', 0)
    for (let number = 2; number <= 10_000; number += 1) once.aDay(`${number}`, 0)
    expect(once.aDay('first', 0)).toBe(false)
    once.aDay('one more', 0)
    expect(once.aDay('first', 0)).toBe(true)
  })

  it('is forgotten when the others are too long together', () => {
    const once = new Once()
    const long = (number: number) => `${number} ${'x'.repeat(1_000_000)}`
    once.aDay('first', 0)
    for (const number of [1, 2, 3]) once.aDay(long(number), 0)
    expect(once.aDay('first', 0)).toBe(false)
    once.aDay(long(4), 0)
    expect(once.aDay('first', 0)).toBe(true)
  })

  it('takes no more room for coming again, and gives back what it took', () => {
    const once = new Once()
    const long = 'x'.repeat(1_500_000)
    once.aDay('first', 0)
    for (let days = 0; days < 10; days += 1) once.aDay(long, 24 * hour * days)
    for (let times = 0; times < 10; times += 1) {
      once.aDay(`other ${long}`, 0)
      once.forget(`other ${long}`)
    }
    expect(once.aDay('first', 0)).toBe(false)
  })
})

describe('what an entry says first', () => {
  it('is left to the next one when it is taken back', () => {
    const once = new Once()
    const lost = new Firsts(once)
    expect(lost.aDay('key', 0)).toBe(true)
    lost.takeBack()
    expect(new Firsts(once).aDay('key', 1)).toBe(true)
  })

  it('is not taken back by one that did not say it', () => {
    const once = new Once()
    new Firsts(once).aDay('key', 0)
    const other = new Firsts(once)
    expect(other.aDay('key', 1)).toBe(false)
    other.takeBack()
    expect(new Firsts(once).aDay('key', 2)).toBe(false)
  })
})
