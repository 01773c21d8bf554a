import { PGlite } from '@electric-sql/pglite'
import { describeStoreContract } from '@scimkit/contract-tests/store'
import { createPostgresStore, fromPglite, migrate } from '@scimkit/postgres'

describeStoreContract('PGlite', {
  create: async () => {
    const database = fromPglite(await PGlite.create())
    await migrate(database)
    const store = createPostgresStore(database)
    return { store, close: () => store.close() }
  },
})
