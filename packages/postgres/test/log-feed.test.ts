import type { LogEntry } from '@scimkit/core'
import { createPostgresLog, type Database, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2 }))

beforeAll(() => migrate(database))
afterAll(() => database.close())

test('who listens while the database is away hears what is written when it is back', async () => {
  let isAway = true
  const sometimes: Database = {
    ...database,
    run: async (statement) => {
      if (isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      return database.run(statement)
    },
  }
  const log = createPostgresLog(sometimes, { pollInterval: 10 })
  const tenant = crypto.randomUUID()
  const heard: string[] = []
  const stop = log.subscribe(tenant, ({ requestId }) => heard.push(requestId))
  await pause(50)
  isAway = false
  await pause(100)
  await log.append(entryOf(tenant, 'one'))
  await expect.poll(() => heard).toEqual(['one'])
  stop()
})

test('who begins to listen does not hear what was being written by then, and all that comes after', async () => {
  const log = createPostgresLog(database, { pollInterval: 10 })
  const tenant = crypto.randomUUID()
  const heard: string[] = []
  await log.append(entryOf(tenant, 'old'))
  const stop = log.subscribe(tenant, ({ requestId }) => heard.push(requestId))
  await log.append(entryOf(tenant, 'new'))
  await expect.poll(() => heard).toEqual(['new'])
  stop()
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function entryOf(tenant: string, requestId: string): LogEntry {
  const at = '2026-11-01T12:00:00.000Z'
  const came = { at, method: 'POST', status: 201, outcome: 'success', durationMs: 1 } as const
  return { ...came, tenant, requestId, normalisations: [], findings: [] }
}
