import { defineConfig } from 'vitest/config'

// Tests run on the sources: no build is needed before them.
const conditions = ['@scimkit/source']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
    typecheck: { enabled: false },
  },
})
