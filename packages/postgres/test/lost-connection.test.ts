import { createPostgresStore, type Database, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

const name = `lost-${crypto.randomUUID()}`
const pool = new pg.Pool({ connectionString: inject('postgres'), max: 3, application_name: name })
const database = fromPool(pool)

beforeAll(async () => {
  await migrate(database)
})
afterAll(() => database.close())

/** Ends all sessions of the pool, as an administrator or a fail-over does. */
async function endSessions(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [name])
  await client.end()
}

it('a session that ends while it is lent fails its unit of work, and not the process', async () => {
  const store = createPostgresStore(database)
  const unit = store.transaction('acme', async (unit) => {
    await unit.identify(['1'])
    await endSessions()
    await unit.identify(['1'])
  })
  await expect(unit).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await expect(store.ready()).resolves.toBeUndefined()
})

it('a session that ends under a statement does so too', async () => {
  const ended = database.withSession((session) => session.script('SELECT pg_terminate_backend(pg_backend_pid())'))
  await expect(ended).rejects.toMatchObject({ code: '57P01' })
})

it('a unit whose COMMIT was sent is not run again when the answer is lost: it may have happened', async () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  let runs = 0
  const store = createPostgresStore(losing('COMMIT', lost))
  const unit = store.transaction('acme', async () => {
    runs += 1
  })
  await expect(unit).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: lost })
  expect(runs).toBe(1)
})

/** The database, on which the answer to one command does not come back. */
function losing(command: string, error: Error): Database {
  return {
    ...database,
    withSession: (work) =>
      database.withSession((session) =>
        work({
          run: session.run,
          script: async (text) => {
            await session.script(text)
            if (text.endsWith(command)) throw error
          },
        }),
      ),
  }
}
