import { expect, test } from 'vitest'
import { createPostgresLog, type Database } from '../src/index.ts'

const entry = (requestId: string) => ({
  requestId,
  tenant: 'acme',
  at: '2026-11-01T12:00:00Z',
  method: 'GET',
  status: 200,
  outcome: 'success' as const,
  normalisations: [],
  durationMs: 1,
  findings: [],
})

// What is appended while the last batch is being settled must not be left for the next one to come.
test.each(Array.from({ length: 17 }, (_, turns) => turns))(
  'an entry that comes %i turns after a batch was written is written too',
  async (turns) => {
    const { database, afterInsertion } = slowDatabase()
    const log = createPostgresLog(database)
    const second = afterInsertion(async () => {
      for (let turn = 0; turn < turns; turn += 1) await null
      await log.append(entry('second'))
    })
    await log.append(entry('first'))
    await second
    // Before anything is asked of the log, which would wait for it for ever.
    await expect.poll(() => log.waiting, { timeout: 1000 }).toBe(0)
    expect(await log.count('acme', {})).toBe(2)
  },
)

/** Counts what is inserted, one turn of the event loop later, and then does something, once. */
function slowDatabase() {
  let inserted = 0
  let next: (() => Promise<void>) | undefined
  const run = (statement: { readonly text: string }) =>
    new Promise((resolve) => {
      setTimeout(() => {
        if (statement.text.includes('INSERT')) inserted += 1
        resolve({ rows: [{ total: inserted }], count: 1 })
        void next?.()
        next = undefined
      }, 1)
    })
  const afterInsertion = (then: () => Promise<void>): Promise<void> =>
    new Promise((resolve) => {
      next = () => then().then(resolve)
    })
  // Sound: the log runs statements, and uses nothing else before somebody subscribes.
  return { database: { run } as unknown as Database, afterInsertion }
}
