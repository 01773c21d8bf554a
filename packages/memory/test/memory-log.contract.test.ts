import { describeLogContract } from '@scimkit/contract-tests/store'
import { createMemoryLog } from '@scimkit/memory'

describeLogContract('memory', {
  create: async (limit) => ({ log: createMemoryLog({ limit }), close: async () => undefined }),
})
