import { describeConfirmationsContract, describeTokenStoreContract } from '@scimkit/contract-tests/store'
import { createMemoryConfirmations, createMemoryTokens } from '@scimkit/memory'

describeTokenStoreContract('memory', {
  create: async () => ({ tokens: createMemoryTokens(), close: async () => undefined }),
})

describeConfirmationsContract('memory', {
  create: async () => ({ confirmations: createMemoryConfirmations(), close: async () => undefined }),
})
