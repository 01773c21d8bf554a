import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { expect, inject, test } from 'vitest'

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
