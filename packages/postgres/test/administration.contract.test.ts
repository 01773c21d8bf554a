import {
  describeConfirmationsContract,
  describeLogContract,
  describeTokenStoreContract,
} from '@scimkit/contract-tests/store'
import {
  createPostgresConfirmations,
  createPostgresLog,
  createPostgresTokens,
  fromPool,
  migrate,
} from '@scimkit/postgres'
import pg from 'pg'
import { inject } from 'vitest'

async function open() {
  const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 5 }))
  await migrate(database)
  return database
}

describeLogContract('PostgreSQL', {
  create: async (limit) => {
    const database = await open()
    return { log: createPostgresLog(database, { limit, pollInterval: 20 }), close: () => database.close() }
  },
})

describeTokenStoreContract('PostgreSQL', {
  create: async () => {
    const database = await open()
    return { tokens: createPostgresTokens(database), close: () => database.close() }
  },
})

describeConfirmationsContract('PostgreSQL', {
  create: async () => {
    const database = await open()
    return { confirmations: createPostgresConfirmations(database), close: () => database.close() }
  },
})
