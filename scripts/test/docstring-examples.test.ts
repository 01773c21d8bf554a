// Every example of a docstring is a test here; scripts/docstrings makes them.
import { relative } from 'node:path'
import { beforeAll, describe, test, vi } from 'vitest'
import { filesWithExamples } from '../docstrings/documented-files.ts'
import { examplesQuery } from '../docstrings/vitest-plugin.ts'
import { freshUrl } from '../postgres/fresh-database.ts'
import { root } from '../run.ts'

vi.stubEnv('SCIM_TOKEN', 's3cret')
vi.stubEnv('CURSOR_KEY', 'thirty-two characters, no secret')
vi.stubEnv('WEBHOOK_SECRET', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', await freshUrl())
})

for (const path of filesWithExamples()) {
  describe(relative(root, path), async () => {
    await import(path + examplesQuery).catch((error: unknown) => {
      test('can be read', () => {
        throw error
      })
    })
  })
}
