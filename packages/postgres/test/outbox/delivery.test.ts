import { settleResourceType, userResourceType } from '@scimkit/core'
import {
  createDeadLetters,
  createPostgresStore,
  type Database,
  exponentialBackoff,
  type OutboxSink,
  type OutgoingEvent,
} from '@scimkit/postgres'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collector, eventually, openWorld, patchOf } from './world.ts'

const world = openWorld()
const { send, addUser, work, waiting } = world
const user = settleResourceType(userResourceType, [userResourceType])

function versionOf({ events }: OutgoingEvent): number {
  const [payload] = Object.values(events)
  const version = payload !== undefined && 'version' in payload ? payload.version : undefined
  return Number(/\d+/.exec(String(version))?.[0])
}

async function rename(id: string, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1)
    await send('PATCH', `/Users/${id}`, patchOf('replace', 'displayName', `${id} ${time}`))
}

/** A promise, and what settles it. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

test('several workers deliver everything, each resource in the order of its changes and one at a time', async () => {
  const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => addUser(`order-${name}`)))
  const delivered = new Map<string, number[]>(ids.map((id) => [id, []]))
  const underWay = new Set<string>()
  const overlaps: string[] = []
  const sink: OutboxSink = async (event) => {
    const { id } = event.sub_id
    if (underWay.has(id)) overlaps.push(id)
    underWay.add(id)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
    underWay.delete(id)
    if (Math.random() < 0.2) throw new Error('not this time')
    delivered.get(id)?.push(versionOf(event))
    return 'delivered'
  }
  for (const concurrency of [1, 2, 10]) work({ sink, concurrency, backoff: () => 1, maxAttempts: 1000 })
  await Promise.all(ids.map((id) => rename(id, 12)))
  await eventually(async () => expect(await waiting()).toBe(0))
  expect(overlaps).toEqual([])
  for (const id of ids) expect(delivered.get(id)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
})

test('workers deliver different resources side by side', async () => {
  await Promise.all([addUser('side-a'), addUser('side-b')])
  let underWay = 0
  const both = gate()
  const sink: OutboxSink = async () => {
    underWay += 1
    if (underWay === 2) both.open()
    await both.opened
    return 'delivered'
  }
  work({ sink, concurrency: 1 })
  work({ sink, concurrency: 1 })
  await eventually(async () => expect(await waiting()).toBe(0))
})

test('while an event waits for its next attempt, later ones of the resource wait and other resources go on', async () => {
  const [stuck, other] = [await addUser('wait-a'), await addUser('wait-b')]
  await rename(stuck, 1)
  await rename(other, 1)
  const tried: string[] = []
  const sink: OutboxSink = async (event) => {
    tried.push(`${event.sub_id.id} ${versionOf(event)}`)
    if (event.sub_id.id === stuck) throw new Error('not now')
    return 'delivered'
  }
  work({ sink, backoff: () => 3_600_000 })
  await eventually(() => expect(tried).toContain(`${other} 2`))
  await eventually(async () => expect(await waiting()).toBe(2))
  expect(tried.filter((each) => each.startsWith(stuck))).toEqual([`${stuck} 1`])
})

test('an event that is given up is a dead letter of its tenant, and the next ones of the resource are delivered', async () => {
  const id = await addUser('dead-a')
  await rename(id, 1)
  const deadLetters = createDeadLetters(world.database)
  const { sink, events } = collector()
  const problems: unknown[] = []
  const failing: OutboxSink = async (event, signal) => {
    if (versionOf(event) === 1) throw new Error('The receiver answered \u0000.')
    return sink(event, signal)
  }
  work({ sink: failing, maxAttempts: 3, onError: (error) => problems.push(error) })
  await eventually(async () => expect(await waiting()).toBe(0))
  expect(events.map(versionOf)).toEqual([2])
  expect(problems).toHaveLength(3)
  expect(await deadLetters.list('acme')).toEqual([
    {
      id: expect.any(String),
      resourceType: 'User',
      resourceId: id,
      events: ['urn:ietf:params:scim:event:prov:create:notice'],
      time: expect.stringMatching(/Z$/),
      attempts: 3,
      problem: 'The receiver answered \u0000.',
      givenUp: expect.stringMatching(/Z$/),
    },
  ])
  expect(await deadLetters.list('globex')).toEqual([])
})

test('an event the receiver refuses is given up at once', async () => {
  await addUser('refused')
  let attempts = 0
  work({
    sink: async () => {
      attempts += 1
      return 'refused'
    },
  })
  await eventually(async () => expect(await createDeadLetters(world.database).list('acme')).toHaveLength(1))
  expect(attempts).toBe(1)
})

test('a dead letter that is put back is delivered with the id it had, and only by its own tenant', async () => {
  await addUser('again')
  const deadLetters = createDeadLetters(world.database)
  const refusing = work({ sink: async () => 'refused' })
  await eventually(async () => expect(await waiting()).toBe(0))
  await refusing.stop()
  const ids = (await deadLetters.list('acme')).map(({ id }) => id)
  expect(await deadLetters.requeue('globex', ids)).toBe(0)
  expect(await deadLetters.requeue('acme', [...ids, 'unknown', '\u0000'])).toBe(1)
  expect((await world.drain()).map(({ jti }) => jti)).toEqual(ids)
  expect(await deadLetters.list('acme')).toEqual([])
})

test('one worker serves all tenants, and each event says whose it is', async () => {
  await addUser('same', 'acme')
  await addUser('same', 'globex')
  expect((await world.drain()).map(({ tenant }) => tenant).sort()).toEqual(['acme', 'globex'])
})

test('a sink that never answers loses its claim, and the event is tried again', async () => {
  await addUser('silent')
  const { sink, events } = collector()
  const problems: unknown[] = []
  const onError = (error: unknown) => problems.push(error)
  let isFirst = true
  const silent: OutboxSink = (event, signal) => {
    if (!isFirst) return sink(event, signal)
    isFirst = false
    return new Promise(() => undefined)
  }
  work({ sink: silent, lease: 400, onError })
  await eventually(() => expect(events).toHaveLength(1))
  expect(problems).toHaveLength(1)
})

test('a worker that is stopped finishes what is under way and begins nothing more', async () => {
  const id = await addUser('stop')
  await rename(id, 1)
  const [begun, released] = [gate(), gate()]
  const seen: number[] = []
  const worker = work({
    sink: async (event) => {
      seen.push(versionOf(event))
      begun.open()
      await released.opened
      return 'delivered'
    },
  })
  await begun.opened
  const stopped = worker.stop()
  released.open()
  await stopped
  expect(seen).toEqual([1])
  expect(await waiting()).toBe(1)
})

test('a worker that was stopped can be started again', async () => {
  const { sink, events } = collector()
  const worker = work({ sink })
  await worker.stop()
  await addUser('restart')
  worker.start()
  await eventually(() => expect(events).toHaveLength(1))
})

test('whatever is changed while events are delivered is delivered too', async () => {
  const { sink, events } = collector()
  work({ sink, concurrency: 1 })
  const id = await addUser('meanwhile')
  await rename(id, 30)
  await eventually(() => expect(events).toHaveLength(31))
  expect(events.map(versionOf)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1))
})

test('an event that is committed while the one before it is being taken off the queue is not forgotten', async () => {
  const id = await addUser('race')
  const [begun, released, committing, committed] = [gate(), gate(), gate(), gate()]
  const { sink, events } = collector()
  work({
    sink: async (event, signal) => {
      begun.open()
      await released.opened
      return sink(event, signal)
    },
  })
  await begun.opened
  const store = createPostgresStore(
    beforeCommit(world.database, () => {
      committing.open()
      return committed.opened
    }),
    { outbox: true },
  )
  const changing = store.transaction('acme', async (unit) => {
    const current = await unit.get(user, id)
    if (current === undefined) throw new Error('The user is not there.')
    const { provenance } = current
    await unit.update(user, current, { attributes: { userName: 'race', displayName: 'R' }, keys: [], provenance })
  })
  await committing.opened
  released.open()
  await eventually(async () => expect(await isSettling()).toBe(true))
  committed.open()
  await changing
  await eventually(() => expect(events.map(versionOf)).toEqual([1, 2]))
})

/** Whether the worker waits for the writer, or has not waited and taken the resource off the queue. */
async function isSettling(): Promise<boolean> {
  const { rows } = await world.pool.query(`SELECT
    EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')
    OR NOT EXISTS (SELECT FROM scimkit_outbox_queue) AS settling`)
  return rows[0].settling
}

/** A database in which something happens before each transaction ends. */
function beforeCommit(database: Database, happen: () => Promise<void>): Database {
  return {
    ...database,
    withSession: (work) =>
      database.withSession((session) =>
        work({
          run: (statement) => session.run(statement),
          script: async (text) => {
            if (text.endsWith('COMMIT')) await happen()
            await session.script(text)
          },
        }),
      ),
  }
}

test('waits grow from five seconds to six hours, and differ', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (attempts) => {
      const whole = Math.min(5_000 * 2 ** (attempts - 1), 6 * 3_600_000)
      const wait = exponentialBackoff(attempts)
      expect(wait).toBeGreaterThanOrEqual(whole / 2)
      expect(wait).toBeLessThanOrEqual(whole)
    }),
  )
})
