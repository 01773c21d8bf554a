import {
  type Confirmations,
  defineProfile,
  type ProvisioningLog,
  rfcProfile,
  ScimError,
  type Store,
} from '@scimkit/core'
import { expect, test } from 'vitest'
import { createMemoryConfirmations, createMemoryLog, createMemoryStore } from '../../src/index.ts'
import { openClient } from '../protocol/client.ts'
import { openWorld, type World } from './world.ts'

const deactivations = { absolute: 3, percent: 1, windowMinutes: 60 }
const profile = defineProfile({ extends: rfcProfile, brakes: { deactivations, members: { absolute: 1, percent: 1 } } })

test('of many deletions at once as many pass as the brake allows', async () => {
  const world = openWorld(profile)
  const statuses = await removeAtOnce(world, await world.crowd(20))
  expect(statuses).toEqual([204, 204, 204, ...Array.from({ length: 17 }, () => 409)])
})

test('who has passed counts at once, and not twice when the log has heard of it', async () => {
  const { log, hold, letGo } = slowLog()
  const world = openWorld(profile, { log })
  const ids = await world.crowd(8)
  hold()
  expect(await removeAtOnce(world, ids.slice(0, 2))).toEqual([204, 204])
  expect(await removeAtOnce(world, ids.slice(2, 5))).toEqual([204, 409, 409])
  letGo()
  await expect.poll(() => log.count('acme', { effect: 'deleted' })).toBe(3)
  const confirmed = new Date(Date.now() + 60_000).toISOString()
  expect(await world.scim.delete(`/Users/${ids[7]}`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('4 accounts') },
  })
  await world.confirmations.allow('acme', 'deactivations', confirmed)
  expect(await removeAtOnce(world, ids.slice(7))).toEqual([204])
})

test('a request that fails after it has passed takes nobody’s place', async () => {
  let failures = 2
  const memory = createMemoryStore()
  const store: Store = {
    ...delegating(memory),
    transaction: (tenant, work) =>
      memory.transaction(tenant, async (unit) => {
        const result = await work(unit)
        const isDeletion = result === 'deleted'
        if (isDeletion && failures > 0) {
          failures -= 1
          throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 1 })
        }
        return result
      }),
  }
  const world = openWorld(profile, { store })
  const statuses = await removeAtOnce(world, await world.crowd(8))
  expect(statuses).toEqual([204, 204, 204, 409, 409, 409, 503, 503])
})

test('a unit of work that the store runs again counts once', async () => {
  const memory = createMemoryStore()
  const undone = new Error('undone')
  const store: Store = {
    ...delegating(memory),
    transaction: async (tenant, work) => {
      const first = memory.transaction(tenant, async (unit) => {
        await work(unit)
        throw undone
      })
      await expect(first).rejects.toThrow()
      return memory.transaction(tenant, work)
    },
  }
  const world = openWorld(profile, { store })
  expect(await removeAtOnce(world, await world.crowd(6))).toEqual([204, 204, 204, 409, 409, 409])
})

test('neither the log nor the confirmations are asked while a unit of work is open', async () => {
  let open = 0
  const asked: string[] = []
  const memory = createMemoryStore()
  const store: Store = {
    ...delegating(memory),
    transaction: async (tenant, work) => {
      open += 1
      return memory.transaction(tenant, work).finally(() => {
        open -= 1
      })
    },
  }
  const kept = createMemoryLog()
  const ask = (what: string) => asked.push(open > 0 ? `${what} within a unit of work` : what)
  const log: ProvisioningLog = {
    append: (entry) => kept.append(entry),
    query: (tenant, query) => kept.query(tenant, query),
    subscribe: (tenant, listener) => kept.subscribe(tenant, listener),
    count: (tenant, query) => {
      ask('log')
      return kept.count(tenant, query)
    },
  }
  const allowed = createMemoryConfirmations()
  const confirmations: Confirmations = {
    allow: (tenant, brake, until) => allowed.allow(tenant, brake, until),
    allowedUntil: (tenant, brake) => {
      ask(brake)
      return allowed.allowedUntil(tenant, brake)
    },
  }
  const world = openWorld(profile, { store, log, confirmations })
  const ids = await world.crowd(6)
  const group = await world.push('Analysts', ids)
  expect((await world.scim.patch(`/Groups/${group}`, [{ op: 'remove', path: 'members' }])).status).toBe(409)
  for (const id of ids) await world.scim.delete(`/Users/${id}`)
  expect(new Set(asked)).toEqual(new Set(['members', 'log', 'deactivations']))
})

/** The statuses, sorted: which of them is first is nobody's to say. */
async function removeAtOnce({ scim }: World, ids: readonly string[]): Promise<readonly number[]> {
  const answers = await Promise.all(ids.map((id) => scim.delete(`/Users/${id}`)))
  return answers.map(({ status }) => status).sort()
}

function delegating(store: Store): Omit<Store, 'transaction'> {
  return {
    // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
    read: (tenant, resourceType, id, wanted) => store.read(tenant, resourceType, id, wanted),
    query: (tenant, query) => store.query(tenant, query),
    transfer: (resourceType, id, move) => store.transfer(resourceType, id, move),
    ready: () => store.ready(),
    close: () => store.close(),
  }
}

/** A log that can keep everybody waiting who appends to it. */
function slowLog() {
  const kept = createMemoryLog()
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined
  const log: ProvisioningLog = {
    append: async (entry) => {
      await gate
      return kept.append(entry)
    },
    query: (tenant, query) => kept.query(tenant, query),
    count: (tenant, query) => kept.count(tenant, query),
    subscribe: (tenant, listener) => kept.subscribe(tenant, listener),
  }
  const hold = (): void => {
    gate = new Promise((resolve) => {
      open = resolve
    })
  }
  const letGo = (): void => open?.()
  return { log, hold, letGo }
}

test('a group that is emptied in several steps is told of once, and not by a unit that was run in vain', async () => {
  const memory = createMemoryStore()
  let inVain = false
  const store: Store = {
    ...delegating(memory),
    transaction: async (tenant, work) => {
      if (inVain) {
        inVain = false
        const gaveUp = new Error('on purpose')
        await memory.transaction(tenant, (unit) => work(unit).then(() => Promise.reject(gaveUp))).catch(() => undefined)
      }
      return memory.transaction(tenant, work)
    },
  }
  const log = createMemoryLog()
  const client = openClient({ store, log })
  const ids = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => (await client.user({ userName: `u${index}` })).id),
  )
  const group = await client.group({ members: ids.map((value) => ({ value })) })
  inVain = true
  const { event } = await client.patch(group.path, [
    {
      op: 'remove',
      path: `members[${ids
        .slice(0, 8)
        .map((id) => `value eq "${id}"`)
        .join(' or ')}]`,
    },
    { op: 'replace', path: `members[value eq "${ids[8]}"]`, value: [{ value: ids[9] }] },
  ])
  expect(event.findings).toEqual(['GROUP_NEARLY_EMPTIED'])
})
