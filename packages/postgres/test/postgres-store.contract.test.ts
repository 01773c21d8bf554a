import { describeStoreContract } from '@scimkit/contract-tests/store'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { startPostgres, type TestServer } from './start-postgres.ts'

let server: TestServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())

describeStoreContract('PostgreSQL', {
  create: async () => {
    const database = fromPool(new pg.Pool({ connectionString: server.connectionString, max: 10 }))
    await migrate(database)
    const store = createPostgresStore(database)
    return { store, close: () => store.close() }
  },
})
