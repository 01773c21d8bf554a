import sql, { type Sql } from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { guarded } from '../driver-errors.ts'
import { fromText, toText } from '../text.ts'
import { databaseClock } from './append.ts'

/** An event that was given up. */
export interface DeadLetter {
  /** The `jti` of the event, and the `webhook-id` of its deliveries. */
  readonly id: string
  readonly resourceType: string
  readonly resourceId: string
  /** What happened, by the URIs of RFC 9967. */
  readonly events: readonly string[]
  /** xsd:dateTime: when it happened. */
  readonly time: string
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly problem: string
  /** xsd:dateTime: when it was given up. */
  readonly givenUp: string
}

/** The events that were given up. They stay until somebody deals with them. */
export interface DeadLetters {
  /** Those of a tenant, oldest first: 100, or as many as are asked for. */
  list(tenant: string, limit?: number): Promise<readonly DeadLetter[]>
  /**
   * Has events delivered after all, each behind those of its resource that wait.
   *
   * @returns how many of the ids were dead letters of the tenant
   */
  requeue(tenant: string, ids: readonly string[]): Promise<number>
  /**
   * Forgets events for good.
   *
   * @returns how many of the ids were dead letters of the tenant
   */
  discard(tenant: string, ids: readonly string[]): Promise<number>
}

/**
 * The dead letters of a store with an outbox.
 *
 * @example
 * ```ts
 * const deadLetters = createDeadLetters(database)
 * const letters = await deadLetters.list('acme')
 * await deadLetters.requeue('acme', letters.map(({ id }) => id)) // 0
 * ```
 */
export function createDeadLetters(database: Database): DeadLetters {
  const run = (statement: Sql) => guarded(() => database.run(statement))
  return {
    list: async (tenant, limit = 100) =>
      (
        await run(sql`SELECT o.id, o.resource_type, o.resource_id, o.events, o.at::float8 AS at, o.attempts, o.problem,
        o.dead::float8 AS dead FROM scimkit_outbox o WHERE o.tenant = ${tenant} AND o.dead IS NOT NULL
        ORDER BY o.seq LIMIT ${limit}::integer`)
      ).rows.map(toLetter),
    requeue: async (tenant, ids) => (await run(requeueing(tenant, ids))).rows[0].total,
    discard: async (tenant, ids) =>
      (
        await run(sql`DELETE FROM scimkit_outbox o
        WHERE o.tenant = ${tenant} AND o.id = ANY(${ids.map(toText)}::text[]) AND o.dead IS NOT NULL`)
      ).count,
  }
}

function requeueing(tenant: string, ids: readonly string[]): Sql {
  return sql`
    WITH again AS (UPDATE scimkit_outbox o SET dead = NULL, attempts = 0, seq = DEFAULT
      WHERE o.tenant = ${tenant} AND o.id = ANY(${ids.map(toText)}::text[]) AND o.dead IS NOT NULL RETURNING o.resource_id),
    queued AS (INSERT INTO scimkit_outbox_queue AS q (tenant, resource_id, due)
      SELECT DISTINCT ${tenant}, a.resource_id, ${databaseClock} FROM again a ORDER BY a.resource_id
      ON CONFLICT (tenant, resource_id) DO UPDATE SET due = q.due)
    SELECT count(*)::integer AS total FROM again`
}

interface LetterRow {
  readonly id: string
  readonly resource_type: string
  readonly resource_id: string
  readonly events: string
  readonly at: number
  readonly attempts: number
  readonly problem: string
  readonly dead: number
}

function toLetter({ id, resource_type, resource_id, events, at, attempts, problem, dead }: LetterRow): DeadLetter {
  return {
    id,
    resourceType: resource_type,
    resourceId: resource_id,
    events: Object.keys(JSON.parse(events)),
    time: new Date(at).toISOString(),
    attempts,
    problem: fromText(problem),
    givenUp: new Date(dead).toISOString(),
  }
}
