import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { type LogWorld, newLogWorld, type OpenLog } from './log-world.ts'

/** How much of the past a log keeps. */
export function describeLogBounds(open: OpenLog): void {
  describe('a log that keeps five entries', () => {
    let opened: Awaited<ReturnType<OpenLog>> | undefined

    beforeAll(async () => {
      opened = await open(5)
    })
    afterAll(() => opened?.close())

    const newWorld = () => {
      if (opened === undefined) throw new Error('A test has started before the log was open.')
      return newLogWorld(opened.log)
    }

    test('has the newest five, and soon no more than ten', async () => {
      const world = newWorld()
      const ids = await fill(world, 33)
      await eventually(() => world.log.count(world.tenant, {})).toBeLessThanOrEqual(10)
      const found = await world.find()
      expect(found.length).toBeGreaterThanOrEqual(5)
      expect(found).toEqual(ids.toReversed().slice(0, found.length))
    })

    test('has all of them while there are no more', async () => {
      const world = newWorld()
      const ids = await fill(world, 5)
      expect(await world.find()).toEqual(ids.toReversed())
    })

    test('gives each tenant as much', async () => {
      const [quiet, busy] = [newWorld(), newWorld()]
      const ids = await fill(quiet, 3)
      await fill(busy, 20)
      await eventually(() => busy.log.count(busy.tenant, {})).toBeLessThanOrEqual(10)
      expect(await quiet.find()).toEqual(ids.toReversed())
    })

    test('can go on from an entry that is gone', async () => {
      const world = newWorld()
      await fill(world, 3)
      const [newest] = await world.query({ limit: 1 })
      const later = await fill(world, 20)
      await eventually(() => world.query({ before: newest?.sequence })).toEqual([])
      expect((await world.find()).at(0)).toBe(later.at(-1))
    })
  })
}

async function fill({ append }: LogWorld, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await append(...ids.map((requestId) => ({ requestId })))
  return ids
}
