import { defineConfig } from 'vitest/config'

// The tests that own the two engines: their own, and those that drive them through the protocol.
const conditions = ['@scimkit/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/core/test/{filter,patch}/**/*.test.ts',
      'packages/memory/test/protocol/{patch,laws,list}*.test.ts',
    ],
    environment: 'node',
  },
})
