import { PGlite } from '@electric-sql/pglite'
import { settleResourceType, userResourceType } from '@scimkit/core'
import { createOutboxWorker, createPostgresStore, type Database, fromPglite, migrate } from '@scimkit/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collector, eventually } from './world.ts'

let database: Database

beforeAll(async () => {
  database = fromPglite(await PGlite.create())
  await migrate(database)
})
afterAll(() => database.close())

test('PGlite, which has one session, delivers while it stores', async () => {
  const store = createPostgresStore(database, { outbox: true })
  const { sink, events } = collector()
  const worker = createOutboxWorker(database, { sink, pollInterval: 20 })
  worker.start()
  const user = settleResourceType(userResourceType, [userResourceType])
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  for (const userName of ['a', 'b', 'c'])
    await store.transaction('acme', (unit) => unit.insert(user, { attributes: { userName }, keys: [], provenance }))
  await eventually(() => expect(events).toHaveLength(3))
  await worker.stop()
})

test.each([
  ['createOutboxWorker.sink: it must be a function', { sink: undefined }],
  [
    'createOutboxWorker: there is no "pollInterv", "onerror"',
    { sink: async () => 'delivered', pollInterv: 1, onerror: 1 },
  ],
])('a worker that could not work, or not as it was told, is not made: %s', (message, options) => {
  // As no compiler has seen it.
  const make = () => createOutboxWorker(database, options as never)
  expect(make).toThrow(expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining(message) }))
})
