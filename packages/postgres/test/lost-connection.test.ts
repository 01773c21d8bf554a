import { groupResourceType, type Provenance, type Store, settleResourceType } from '@scimkit/core'
import { createPostgresStore, type Database, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

const name = `lost-${crypto.randomUUID()}`
const pool = new pg.Pool({ connectionString: inject('postgres'), max: 3, application_name: name })
const database = fromPool(pool)

const group = settleResourceType(groupResourceType)
const provenance: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

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

it('a stream that is being read fails with it, and gives its connection up', async () => {
  const store = createPostgresStore(database)
  const id = await addLargeGroup(store)
  const found = await store.streamed?.read('acme', group, id, group.relations)
  const read = async () => {
    let seen = 0
    for await (const elements of found?.streamed?.members ?? []) {
      if (seen === 0) await endSessions()
      seen += elements.length
    }
  }
  await expect(read()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await expect(store.ready()).resolves.toBeUndefined()
  expect(pool.totalCount - pool.idleCount).toBe(0)
})

async function addLargeGroup(store: Store): Promise<string> {
  return store.transaction('acme', async (unit) => {
    const draft = { attributes: { displayName: 'Team' }, keys: [], provenance }
    const created = await unit.insert(group, draft)
    const elements = Array.from({ length: 5_000 }, (_, index) => ({ value: String(index) }))
    for (const relation of group.relations) await unit.changeRelation(created, relation, [{ kind: 'add', elements }])
    return created.id
  })
}

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
