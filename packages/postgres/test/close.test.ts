import { PGlite } from '@electric-sql/pglite'
import { createPostgresStore, type Database, fromPglite, fromPool } from '@scimkit/postgres'
import pg from 'pg'
import { expect, inject, it } from 'vitest'

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
