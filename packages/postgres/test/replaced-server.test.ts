import { createDirectory } from '@scimkit/core'
import {
  createPostgresLog,
  createPostgresStore,
  createPostgresTokens,
  fromPool,
  migrate,
  outboxBacklog,
} from '@scimkit/postgres'
import pg from 'pg'
import sql from 'sql-template-tag'
import { expect, inject, test } from 'vitest'
import { freshDatabase } from '../../../scripts/postgres/fresh-database.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

test('a session with a server that only reads is not lent again: the next one may be with its successor', async () => {
  const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 1 }))
  const run = (text: string) => database.withSession((session) => session.script(text))
  const write = () => run('CREATE ROLE scimkit_nobody; DROP ROLE scimkit_nobody')
  try {
    await run('SET default_transaction_read_only = on')
    await expect(write()).rejects.toMatchObject({ code: '25006' })
    await write()
  } finally {
    await database.close()
  }
})

test('nor is one whose borrower has made nothing of that', async () => {
  const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 1 }))
  try {
    await database.withSession(async (session) => {
      await session.script('SET default_transaction_read_only = on')
      await session.script('CREATE ROLE scimkit_nobody').catch(() => undefined)
    })
    await database.script('CREATE ROLE scimkit_nobody_else; DROP ROLE scimkit_nobody_else')
  } finally {
    await database.close()
  }
})

test('a store is not ready on the tables of an older release, and is on those of a newer one', async () => {
  const database = await openFreshDatabase()
  const store = createPostgresStore(database)
  try {
    await store.ready()
    await database.run(sql`INSERT INTO scimkit_migration VALUES (999)`)
    await store.ready()
    await database.run(sql`DELETE FROM scimkit_migration WHERE version > 2`)
    await expect(store.ready()).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('migrate'),
    })
  } finally {
    await store.close()
  }
})

test('without its tables everything says that they have to be made, whoever looks for them', async () => {
  const { url, drop } = await freshDatabase()
  const database = fromPool(new pg.Pool({ connectionString: url }))
  const store = createPostgresStore(database)
  const attempts = [
    () => store.ready(),
    () => createDirectory({ store }).addAccount('acme', { userName: 'ada' }),
    () => createPostgresTokens(database).list('acme'),
    () => createPostgresLog(database).query('acme', {}),
    () => outboxBacklog(database),
  ]
  for (const attempt of attempts)
    await expect(attempt()).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(/its tables are not there: run migrate\(database\)/),
    })
  await store.close()
  await drop()
})

test("a table of the application's that is missing in a unit of work is its own trouble", async () => {
  const database = await openFreshDatabase()
  const store = createPostgresStore(database)
  const unit = store.transaction('acme', async () => {
    await database.run(sql`SELECT * FROM app_users`)
  })
  await expect(unit).rejects.toMatchObject({ code: '42P01' })
  await store.close()
})

test('a store in a server that only reads is not ready', async () => {
  const pool = new pg.Pool({ connectionString: inject('postgres'), max: 1 })
  const database = fromPool(pool)
  await migrate(database)
  const store = createPostgresStore(database)
  try {
    await store.ready()
    await pool.query('SET default_transaction_read_only = on')
    await expect(store.ready()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  } finally {
    await store.close()
  }
})
