import { groupResourceType, type ResourceType, settleResourceType, userResourceType } from '@scimkit/core'
import pg from 'pg'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../scripts/postgres/fresh-database.ts'
import { inTransaction } from '../src/database/in-transaction.ts'
import {
  createOutboxWorker,
  createPostgresLog,
  createPostgresStore,
  createPostgresTokens,
  fromPool,
  type OutboxSink,
} from '../src/index.ts'
import { migrate } from '../src/migrations/migrate.ts'

const user = settleResourceType(userResourceType, [userResourceType, groupResourceType])
const scopeOf = (resourceType: ResourceType) => ({ resourceType, filter: undefined, sortBy: undefined, wanted: [] })
const page = { kind: 'index', startIndex: 1, count: 1 } as const

describe('what takes too long is given up', () => {
  let fresh: FreshDatabase
  let pool: pg.Pool
  let other: pg.Client
  const open = (limits: object) => fromPool(pool, limits)

  beforeAll(async () => {
    fresh = await freshDatabase()
    const database = fromPool(new pg.Pool({ connectionString: fresh.url }))
    await migrate(database)
    await database.close()
    other = new pg.Client({ connectionString: fresh.url })
    await other.connect()
    await other.query('BEGIN; LOCK TABLE scimkit_resource, scimkit_log, scimkit_token IN ACCESS EXCLUSIVE MODE')
  })
  beforeEach(() => {
    pool = new pg.Pool({ connectionString: fresh.url, max: 3 })
  })
  afterAll(async () => {
    await other.end()
    await fresh.drop()
  })

  it.each([
    ['waiting for what is locked', { lockTimeout: 50 }, 30],
    ['a statement', { statementTimeout: 50 }, 300],
  ])(
    '%s: in a unit of work, by a read and by a list, in the log and among the tokens',
    async (_, limits, retryAfter) => {
      const database = open(limits)
      const store = createPostgresStore(database)
      const attempts = [
        () => store.transaction('acme', (unit) => unit.get(user, '1')),
        () => store.read('acme', user, '1', []),
        () => store.query('acme', { scopes: [scopeOf(user)], descending: false, page }),
        () => createPostgresLog(database).query('acme', {}),
        () => createPostgresTokens(database).find('none'),
      ]
      const refusal = { code: 'STORE_TIMEOUT', params: { retryAfter } }
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(refusal)
      await store.close()
    },
  )

  it('in a transaction also where a connection is not ours to set, as behind a pooler', async () => {
    // What a pooler greets with is no number of the server's.
    pool.on('connect', (client) => Object.assign(client, { processID: 0 }))
    const database = open({ lockTimeout: 50 })
    const store = createPostgresStore(database)
    const unit = store.transaction('acme', (unit) => unit.get(user, '1'))
    await expect(unit).rejects.toMatchObject({ code: 'STORE_TIMEOUT' })
    expect((await database.run(sql`SHOW lock_timeout`)).rows[0].lock_timeout).toBe('0')
    await store.close()
  })
})

const pool = new pg.Pool({ connectionString: inject('postgres'), max: 1 })
const database = fromPool(pool)
afterAll(() => database.close())

it('a transaction that cannot begin leaves its connection in order', async () => {
  const limits = { statement: -1, lock: 0 }
  const begun = database.withSession((session) => inTransaction(session, { limits }, async () => undefined))
  await expect(begun).rejects.toMatchObject({ code: '22023' })
  expect((await database.run(sql`SELECT 1 AS one`)).rows).toEqual([{ one: 1 }])
})

it('migrations take as long as they take', async () => {
  const limited = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2 }), { statementTimeout: 1 })
  const seen: unknown[] = []
  const watched = {
    ...limited,
    withSession: (work: Parameters<typeof limited.withSession>[0]) =>
      limited.withSession((session) =>
        work({
          run: async (statement) => {
            seen.push((await session.run(sql`SHOW statement_timeout`)).rows[0].statement_timeout)
            return session.run(statement)
          },
          script: session.script.bind(session),
        }),
      ),
  }
  await migrate(watched as typeof limited)
  expect(new Set(seen)).toEqual(new Set(['0']))
  await limited.close()
})

const sink: OutboxSink = async () => 'delivered'

describe('an option that is no number of something is refused when it is given', () => {
  it.each([
    ['fromPool.statementTimeout', () => fromPool(pool, { statementTimeout: Number.POSITIVE_INFINITY })],
    ['fromPool.statementTimeout', () => fromPool(pool, { statementTimeout: -1 })],
    ['fromPool.lockTimeout', () => fromPool(pool, { lockTimeout: 1.5 })],
    ['fromPool.lockTimeout', () => fromPool(pool, { lockTimeout: 2 ** 31 })],
    ['createPostgresLog.limit', () => createPostgresLog(database, { limit: 0 })],
    ['createPostgresLog.limit', () => createPostgresLog(database, { limit: Number.NaN })],
    ['createPostgresLog.pollInterval', () => createPostgresLog(database, { pollInterval: 0 })],
    ['createOutboxWorker.concurrency', () => createOutboxWorker(database, { sink, concurrency: 0 })],
    ['createOutboxWorker.pollInterval', () => createOutboxWorker(database, { sink, pollInterval: -1 })],
    ['createOutboxWorker.lease', () => createOutboxWorker(database, { sink, lease: Number.NaN })],
    ['createOutboxWorker.maxAttempts', () => createOutboxWorker(database, { sink, maxAttempts: 1.5 })],
  ])('%s', (where, give) => {
    expect(give).toThrow(expect.objectContaining({ code: 'CONFIGURATION', params: expect.objectContaining({ where }) }))
  })
})
