import type { Session } from '../database/database.ts'
import { isLocked, isRepeatable } from '../driver-errors.ts'

/**
 * Milliseconds a change of a table waits for those who read or write it. Everybody who comes after it waits behind it,
 * so it is much less than the 10 seconds after which their requests fail.
 */
const turn = 2_000

/** Milliseconds between two turns, in which those who waited behind the first get done. */
const rest = 5_000

/** Milliseconds after which somebody should look who holds the tables: longer than a large group may be read. */
const longest = 900_000

/** What is said while it waits. */
const waiting = `somebody reads or writes the tables, a long read or a backup for instance; trying again every ${rest / 1000} seconds`

/** What is said when it has waited enough. */
const givenUp = `The tables have been in use for ${longest / 60_000} minutes; pg_stat_activity says by whom. Nothing was changed: migrate again once that has ended.`

/**
 * Changes tables within a transaction, whenever all their locks can be had at once: where they cannot, what was begun
 * is undone, so that others get on, and tried again. What the transaction has locked before is kept meanwhile: its turn
 * to migrate.
 */
export async function patiently(
  session: Session,
  change: () => Promise<void>,
  onWait: (reason: string) => void,
): Promise<void> {
  const end = performance.now() + longest
  for (let hasToldWhy = false; ; hasToldWhy = true) {
    await session.script(`SAVEPOINT scimkit_unchanged; SET LOCAL lock_timeout = ${turn}`)
    try {
      return await change()
    } catch (error) {
      if (!isLocked(error) && !isRepeatable(error)) throw error
      if (performance.now() > end) throw new Error(givenUp, { cause: error })
    }
    await session.script('ROLLBACK TO SAVEPOINT scimkit_unchanged; RELEASE SAVEPOINT scimkit_unchanged')
    if (!hasToldWhy) onWait(waiting)
    await new Promise((resolve) => setTimeout(resolve, rest))
  }
}
