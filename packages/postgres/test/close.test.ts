import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { createDirectory } from '@scimkit/core'
import { createPostgresStore, type Database, fromPglite, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { Loans } from '../src/database/loans.ts'

const kinds: readonly (readonly [string, () => Promise<Database>])[] = [
  ['a pool', async () => fromPool(new pg.Pool({ connectionString: inject('postgres') }))],
  ['PGlite', async () => fromPglite(await PGlite.create())],
]

it.each(kinds)(
  '%s that its store has closed can be closed again, and the other way round',
  async (_, open) => {
    const [first, second] = [await open(), await open()]
    const [closedByStore, closedBefore] = [createPostgresStore(first), createPostgresStore(second)]
    await closedByStore.close()
    await first.close()
    await first.close()
    await expect(first.script('SELECT 1')).rejects.toThrow()
    await second.close()
    await closedBefore.close()
    await expect(closedBefore.ready()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  },
  60_000,
)

const openPool = (max: number) => new pg.Pool({ connectionString: inject('postgres'), max })

it.each(kinds)(
  '%s that is closed finishes what waits for it, and refuses what comes then',
  async (_, open) => {
    const database = await open()
    const done: string[] = []
    // More than the pool has connections.
    const waiting = Array.from({ length: 12 }, () => database.script('SELECT 1').then(() => done.push('waited')))
    const closed = database.close().then(() => done.push('closed'))
    const late = database.script('SELECT 1')
    await expect(late).rejects.toThrow()
    await Promise.all([...waiting, closed])
    expect(done).toEqual([...waiting.map(() => 'waited'), 'closed'])
  },
  60_000,
)

it('every job of a directory comes to something when the database is closed under it', async () => {
  const pool = openPool(2)
  const database = fromPool(pool)
  await migrate(database)
  const directory = createDirectory({ store: createPostgresStore(database) })
  const jobs = Array.from({ length: 6 }, (_, job) =>
    directory.addAccount(`closed-${crypto.randomUUID()}`, { userName: `u${job}` }),
  )
  await database.close()
  const outcomes = await Promise.allSettled(jobs)
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  for (const reason of refused) expect(reason).toMatchObject({ code: 'STORE_UNAVAILABLE' })
  expect(pool).toMatchObject({ totalCount: 0, waitingCount: 0 })
})

it('a database that does not answer holds the end up for a while, and not for ever', async () => {
  const holder = new pg.Client({ connectionString: inject('postgres') })
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock(7643)')
  try {
    const loans = new Loans(openPool(1), 50)
    const { client, giveBack } = await loans.lend()
    const hung = client.query('SELECT pg_advisory_lock(7643)').finally(() => giveBack(false))
    const waits = loans.lend()
    const outcomes = Promise.allSettled([hung, waits])
    await loans.close()
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringContaining('terminated') } },
      { status: 'rejected', reason: { code: 'STORE_UNAVAILABLE' } },
    ])
  } finally {
    await holder.end()
  }
})

it('nor does a connection that is never made', async () => {
  // It takes connections, and says nothing.
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  const sockets: Socket[] = []
  await once(silent, 'listening')
  // Sound: it listens on a port.
  const { port } = silent.address() as AddressInfo
  const loans = new Loans(new pg.Pool({ host: '127.0.0.1', port }), 50)
  const waits = expect(loans.lend()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  await loans.close()
  await waits
  for (const socket of sockets) socket.destroy()
  silent.close()
})

it('a pool that throws instead of rejecting keeps no place', async () => {
  const throwing = {
    connect: () => {
      throw new Error('ENOENT: /gone.pem')
    },
    end: async () => undefined,
  }
  // Sound: nothing else of a pool is asked for.
  const loans = new Loans(throwing as unknown as pg.Pool, 60_000)
  await expect(loans.lend()).rejects.toThrow('/gone.pem')
  await loans.close()
})

it('a pool that is handed over often is listened to once, and closed for all', async () => {
  const pool = openPool(1)
  const [first, second] = [fromPool(pool), fromPool(pool)]
  expect(pool.listenerCount('acquire')).toBe(1)
  expect(pool.listenerCount('error')).toBe(1)
  await first.close()
  await second.close()
  await expect(second.script('SELECT 1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
})
