import type { LoggedEntry } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import type { LogWorld, NewLogWorld } from './log-world.ts'

/** Who listens while entries come. */
export function describeLogSubscriptions(newWorld: NewLogWorld): void {
  describe('subscriptions', () => {
    test('a listener is told each new entry, in order and as a query finds it', async () => {
      const world = newWorld()
      await world.append({ requestId: 'before' })
      const { heard, stop } = listen(world)
      await world.append(...Array.from({ length: 20 }, (_, index) => ({ requestId: `request ${index}` })))
      await eventually(async () => heard.length).toBe(20)
      const found = await world.query()
      expect(heard).toEqual(found.slice(0, 20).toReversed())
      stop()
    })

    test('a listener that has stopped is told no more, and others go on', async () => {
      const world = newWorld()
      const [first, second] = [listen(world), listen(world)]
      await world.append({ requestId: 'one' })
      await eventually(async () => [first.heard.length, second.heard.length]).toEqual([1, 1])
      first.stop()
      first.stop()
      await world.append({ requestId: 'two' })
      await eventually(async () => second.heard.map(({ requestId }) => requestId)).toEqual(['one', 'two'])
      expect(first.heard.map(({ requestId }) => requestId)).toEqual(['one'])
      second.stop()
    })

    test('a function that listens twice is told twice, until it stops once', async () => {
      const world = newWorld()
      const heard: string[] = []
      const listener = ({ requestId }: LoggedEntry) => heard.push(requestId)
      const stops = [world.log.subscribe(world.tenant, listener), world.log.subscribe(world.tenant, listener)]
      await world.append({ requestId: 'one' })
      await eventually(async () => [...heard]).toEqual(['one', 'one'])
      stops[0]?.()
      await world.append({ requestId: 'two' })
      await eventually(async () => [...heard]).toEqual(['one', 'one', 'two'])
      stops[1]?.()
    })

    test("a listener is told nothing of another tenant's entries", async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const { heard, stop } = listen(acme)
      await other.append({ requestId: 'other' })
      await acme.append({ requestId: 'acme' })
      await eventually(async () => heard.map(({ requestId }) => requestId)).toEqual(['acme'])
      stop()
    })

    test.each([
      () => {
        throw new Error('on purpose')
      },
      async () => {
        throw new Error('on purpose')
      },
    ])('a listener that fails, at once or later, harms neither the entry nor the others', async (fail: () => void) => {
      const world = newWorld()
      const stopFailing = world.log.subscribe(world.tenant, fail)
      const { heard, stop } = listen(world)
      await world.append({ requestId: 'one' }, { requestId: 'two' })
      await eventually(async () => heard.map(({ requestId }) => requestId)).toEqual(['one', 'two'])
      expect(await world.find()).toEqual(['two', 'one'])
      stopFailing()
      stop()
    })
  })
}

function listen({ log, tenant }: LogWorld) {
  const heard: LoggedEntry[] = []
  const stop = log.subscribe(tenant, (entry) => heard.push(entry))
  return { heard, stop }
}
