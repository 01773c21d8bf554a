import { mutationTests } from './mutation-tests.ts'

// The laws are left out: they take longer than all of these together.
export default mutationTests(['packages/core/test/patch/*.test.ts', 'packages/memory/test/protocol/patch-*.test.ts'])
