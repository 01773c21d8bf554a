import { isRepeatable } from '../driver-errors.ts'
import type { Database, Session } from './database.ts'

/** How often a transaction is run again that met another one. */
const repetitions = 10

/**
 * Runs a transaction, and again when the database ended it because of another one.
 *
 * @param work told which attempt it is, from 1
 */
export async function repeated<Result>(
  database: Database,
  work: (session: Session, attempt: number) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.withSession((session) => work(session, attempt))
    } catch (error) {
      if (!isRepeatable(error) || attempt > repetitions) throw error
      await pause(attempt)
    }
  }
}

/** Longer each time, and never the same for two: whoever met should not meet again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * 2 ** Math.min(attempt, 6)))
}
