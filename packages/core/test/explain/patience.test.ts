import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Patience } from '../../src/explain/patience.ts'

const after = (milliseconds: number) => () =>
  new Promise<string>((resolve) => setTimeout(() => resolve('done'), milliseconds))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the patience of a request', () => {
  /** What each of several works in a row came to, as long as nobody waits longer than that in all. */
  async function resultsOf(works: readonly (() => Promise<string>)[], within: number) {
    const patience = new Patience()
    const results: string[] = []
    const asked = (async () => {
      for (const work of works) results.push(await patience.wait(work, 'late'))
    })()
    await vi.advanceTimersByTimeAsync(within)
    return { results: [...results], asked }
  }

  it('is over for all that follows once it has been used up', async () => {
    const never = () => new Promise<string>(() => undefined)
    const { results } = await resultsOf([after(1), never, never, after(1), never], 251)
    expect(results).toEqual(['done', 'late', 'late', 'late', 'late'])
  })

  it('is used up by a few that each take long', async () => {
    const { results } = await resultsOf(
      Array.from({ length: 10 }, () => after(100)),
      300,
    )
    expect(results).toEqual(['done', 'done', ...Array.from({ length: 8 }, () => 'late')])
  })

  it('is not used up by a log that is well, however much there is to write', async () => {
    const { results } = await resultsOf(
      Array.from({ length: 100 }, () => after(9)),
      900,
    )
    expect(results).toEqual(Array.from({ length: 100 }, () => 'done'))
  })

  it('does one work after the other, also where nobody waits', async () => {
    const patience = new Patience()
    const order: string[] = []
    const work = (name: string, takes: number) => async () => {
      order.push(`${name} begins`)
      await after(takes)()
      order.push(`${name} ends`)
    }
    const all = [work('first', 400), work('second', 100), work('third', 1)].map((each) =>
      patience.wait(each, undefined),
    )
    await vi.advanceTimersByTimeAsync(600)
    await Promise.all(all)
    expect(order).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  })
})
