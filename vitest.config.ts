import { defineConfig } from 'vitest/config'
import { docstringExamples } from './scripts/docstrings/vitest-plugin.ts'

// Tests run on the sources: no build is needed before them.
const conditions = ['@scimkit/source']

export default defineConfig({
  plugins: [docstringExamples],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts'],
    // Generous, because a test that waits for a server shares two cores with everything else.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: 'scripts/postgres/for-tests.ts',
  },
})
