import { describeStoreContract } from '@scimkit/contract-tests/store'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { inject } from 'vitest'

describeStoreContract('PostgreSQL', {
  create: async () => {
    const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 10 }))
    await migrate(database)
    const store = createPostgresStore(database)
    return { store, close: () => store.close() }
  },
})
