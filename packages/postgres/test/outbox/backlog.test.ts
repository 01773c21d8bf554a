import { createDeadLetters, type FailedAttempt, outboxBacklog } from '@scimkit/postgres'
import { describe, expect, test } from 'vitest'
import { collector, eventually, openWorld, patchOf } from './world.ts'

const world = openWorld()
const { addUser, send, work, waiting } = world

describe('what has piled up', () => {
  test('is nothing in the beginning', async () => {
    expect(await outboxBacklog(world.database)).toEqual({ waiting: 0, oldestAge: 0, dead: 0 })
  })

  test('is counted over all tenants, and as old as its first event', async () => {
    await addUser('a', 'acme')
    await addUser('b', 'globex')
    await world.pool.query(`UPDATE scimkit_outbox SET at = at - 3600000 WHERE tenant = 'globex'`)
    const { oldestAge, ...counts } = await outboxBacklog(world.database)
    expect(counts).toEqual({ waiting: 2, dead: 0 })
    expect(oldestAge).toBeGreaterThanOrEqual(3600)
    expect(oldestAge).toBeLessThan(7200)
  })

  test('is not older than now when clocks disagree', async () => {
    await addUser('early')
    await world.pool.query('UPDATE scimkit_outbox SET at = at + 3600000')
    expect(await outboxBacklog(world.database)).toEqual({ waiting: 1, oldestAge: 0, dead: 0 })
  })

  test('has dead letters apart, which do not make it older', async () => {
    await addUser('given-up')
    work({ sink: async () => 'refused' })
    await eventually(async () => expect(await waiting()).toBe(0))
    expect(await outboxBacklog(world.database)).toEqual({ waiting: 0, oldestAge: 0, dead: 1 })
  })
})

describe('of every attempt that fails a worker tells', () => {
  test('the event, how often it was tried, and whether it was given up', async () => {
    const id = await addUser('fails')
    const told: [unknown, FailedAttempt | undefined][] = []
    const sink = async () => {
      throw new Error('The receiver answered 500.')
    }
    work({ sink, maxAttempts: 2, onError: (error, attempt) => told.push([error, attempt]) })
    await eventually(async () => expect(await waiting()).toBe(0))
    const event = expect.objectContaining({ tenant: 'acme', sub_id: { format: 'scim', uri: `/Users/${id}`, id } })
    const error = new Error('The receiver answered 500.')
    expect(told).toEqual([
      [error, { event, attempts: 1, givenUp: false }],
      [error, { event, attempts: 2, givenUp: true }],
    ])
  })

  test('one that the receiver has refused too', async () => {
    await addUser('refused')
    const told: (FailedAttempt | undefined)[] = []
    work({ sink: async () => 'refused', onError: (_, attempt) => told.push(attempt) })
    await eventually(() => expect(told).toEqual([expect.objectContaining({ attempts: 1, givenUp: true })]))
  })
})

test('a dead letter that is discarded is gone, and only by its own tenant; what waits stays', async () => {
  const id = await addUser('discarded')
  const deadLetters = createDeadLetters(world.database)
  const refusing = work({ sink: async () => 'refused' })
  await eventually(async () => expect(await waiting()).toBe(0))
  await refusing.stop()
  await send('PATCH', `/Users/${id}`, patchOf('replace', 'displayName', 'D'))
  const { rows } = await world.pool.query('SELECT id FROM scimkit_outbox')
  const all: readonly string[] = rows.map((row) => row.id)
  expect(await deadLetters.discard('globex', all)).toBe(0)
  expect(await deadLetters.discard('acme', all)).toBe(1)
  expect(await deadLetters.list('acme')).toEqual([])
  const { sink, events } = collector()
  work({ sink })
  await eventually(() => expect(events.map(({ sub_id }) => sub_id.id)).toEqual([id]))
})
