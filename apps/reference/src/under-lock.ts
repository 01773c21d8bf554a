import type { Database } from '@scimkit/postgres'

/** Any number will do that nobody else takes for a lock of the same database. */
const lock = 7643764402

/**
 * Does something that no other process does meanwhile that does it under the lock too: the others wait, for as long as
 * it takes. The lock ends with the connection, so with its process.
 *
 * @param database one of its own, which it closes
 */
export async function underLock(database: Database, work: () => Promise<void>): Promise<void> {
  const unlimited = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  try {
    await database.withSession(async (session) => {
      await session.script(`BEGIN; ${unlimited.map((name) => `SET LOCAL ${name} = 0`).join('; ')}`)
      await session.script(`SELECT pg_advisory_xact_lock(${lock})`)
      await work()
      // The work is done, whatever has become of the lock meanwhile.
      await session.script('COMMIT').catch(() => undefined)
    })
  } finally {
    await database.close()
  }
}
