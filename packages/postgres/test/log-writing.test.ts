import type { LogEntry } from '@scimkit/core'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../scripts/postgres/fresh-database.ts'
import { createPostgresLog, type Database, fromPool, migrate } from '../src/index.ts'
import { recording } from './recording.ts'

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = fromPool(new pg.Pool({ connectionString: fresh.url, max: 3 }))
  await migrate(database)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const entryOf = (tenant: string, requestId: string, more: Partial<LogEntry> = {}): LogEntry => {
  const came = { at: '2026-11-01T12:00:00Z', method: 'GET', status: 200, outcome: 'success', durationMs: 1 } as const
  return { ...came, tenant, requestId, normalisations: [], findings: [], ...more }
}

it('however many entries are written at once, they are one statement, which is prepared once', async () => {
  const { database: recorded, statements } = recording(database)
  const log = createPostgresLog(recorded)
  const tenant = crypto.randomUUID()
  for (const size of [1, 2, 3, 7]) {
    for (let number = 0; number < size; number += 1) void log.append(entryOf(tenant, `${size}.${number}`))
    await log.flush()
  }
  expect(new Set(statements.filter((text) => text.startsWith('INSERT'))).size).toBe(1)
  expect((await log.query(tenant, { limit: 3 })).map(({ requestId }) => requestId)).toEqual(['7.6', '7.5', '7.4'])
  expect(await log.count(tenant, {})).toBe(13)
})

it('entries with several codes, with none and with texts of all kinds are written together', async () => {
  const log = createPostgresLog(database)
  const tenant = crypto.randomUUID()
  const finding = { code: 'USER_NAME_KEPT', message: 'x', params: {} } as never
  void log.append(entryOf(tenant, '{"a",\\b}', { errorCode: 'UNIQUENESS_VIOLATED', findings: [finding, finding] }))
  void log.append(entryOf(tenant, 'NULL', { resourceType: 'User', resourceId: 'a"b\\c\u0000,{}', effect: 'created' }))
  expect((await log.query(tenant, { code: 'USER_NAME_KEPT' })).map(({ requestId }) => requestId)).toEqual(['{"a",\\b}'])
  expect((await log.query(tenant, { code: 'UNIQUENESS_VIOLATED' })).length).toBe(1)
  expect((await log.query(tenant, { resourceId: 'a"b\\c\u0000,{}' })).map(({ requestId }) => requestId)).toEqual([
    'NULL',
  ])
})

it('the limit holds over any number of processes that write little each', async () => {
  const tenant = crypto.randomUUID()
  for (let start = 0; start < 60; start += 1) {
    const log = createPostgresLog(database, { limit: 100 })
    for (let number = 0; number < 9; number += 1) void log.append(entryOf(tenant, `${start}.${number}`))
    await log.flush()
  }
  const kept = await createPostgresLog(database).count(tenant, {})
  expect(kept).toBeGreaterThanOrEqual(100)
  expect(kept).toBeLessThanOrEqual(200)
})

it('while nothing can be written, little of it is kept, and what is there can be read', async () => {
  const log = createPostgresLog(database)
  const tenant = crypto.randomUUID()
  await log.append(entryOf(tenant, 'before'))
  await log.flush()
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  // What CREATE INDEX takes.
  await client.query('BEGIN; LOCK TABLE scimkit_log IN SHARE MODE')
  for (let number = 0; number < 12_000; number += 1) void log.append(entryOf(tenant, String(number)))
  expect((await log.query(tenant, {})).map(({ requestId }) => requestId)).toEqual(['before'])
  expect(log.waiting).toBeLessThanOrEqual(10_000)
  const { dropped } = log
  expect(dropped).toBeGreaterThan(0)
  await client.end()
  await log.flush()
  expect(await log.count(tenant, {})).toBe(12_001 - dropped)
})
