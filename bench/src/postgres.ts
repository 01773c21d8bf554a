import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { benchAgainstHand, comparedUsers } from './postgres/against-hand.ts'
import { startServer } from './postgres/database.ts'
import { benchPostgresGrowth } from './postgres/growth.ts'
import { Through } from './postgres/store.ts'

const few = 10_000

/** What the store on PostgreSQL costs: over SQL by hand, and as what is there grows. */
export async function benchPostgres({ users }: { readonly users: number }): Promise<readonly object[]> {
  const server = await startServer()
  const settings = { connectionString: server.connectionString, max: 4 }
  // What is filled in and done by hand has no limits of time; those of the store belong to its pool.
  const pool = new pg.Pool(settings)
  const database = fromPool(new pg.Pool(settings))
  try {
    await migrate(database)
    const store = createPostgresStore(database)
    const [small, large] = [new Through(store, 'small'), new Through(store, 'large')]
    await small.fill(pool, few)
    const compared = new Through(store, 'compared')
    await compared.fill(pool, comparedUsers)
    const againstHand = await benchAgainstHand(pool, compared)
    await large.fill(pool, users)
    const sizes = { small: { through: small, users: few }, large: { through: large, users } }
    return [...againstHand, ...(await benchPostgresGrowth(pool, sizes))]
  } finally {
    await database.close()
    await pool.end()
    await server.stop()
  }
}
