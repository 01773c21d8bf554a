import { describeStoreContract } from '@scimkit/contract-tests/store'
import { createMemoryStore } from '@scimkit/memory'

describeStoreContract('memory', {
  create: async () => {
    const store = createMemoryStore()
    return { store, close: () => store.close() }
  },
})
