import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { guarded } from '../driver-errors.ts'
import { databaseClock } from './append.ts'

/** What has piled up in an outbox, of all tenants together. */
export interface OutboxBacklog {
  /** How many events wait, those under way included. */
  readonly waiting: number
  /** Seconds since the first of them happened; 0 when none waits. */
  readonly oldestAge: number
  /** How many were given up; see {@link createDeadLetters}. */
  readonly dead: number
}

/**
 * Looks what has piled up, in one statement.
 *
 * @example
 * ```ts
 * await outboxBacklog(database) // { waiting: 0, dead: 0, … }
 * ```
 */
export async function outboxBacklog(database: Database): Promise<OutboxBacklog> {
  const { rows } = await guarded(() =>
    database.run(sql`
      SELECT w.waiting, d.dead, greatest(coalesce(${databaseClock} - w.first, 0), 0)::float8 / 1000 AS "oldestAge"
      FROM (SELECT count(*)::float8 AS waiting, min(o.at) AS first FROM scimkit_outbox o WHERE o.dead IS NULL) w,
        (SELECT count(*)::float8 AS dead FROM scimkit_outbox o WHERE o.dead IS NOT NULL) d`),
  )
  return rows[0]
}
