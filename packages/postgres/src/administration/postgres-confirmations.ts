import { type Confirmations, parseInstant } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { guarded } from '../driver-errors.ts'

/**
 * What administrators have let through, common to all processes.
 *
 * @example
 * ```ts
 * const confirmations = createPostgresConfirmations(database)
 * await confirmations.allow('acme', 'deactivations', '2026-11-01T12:00:00Z')
 * ```
 */
export function createPostgresConfirmations(database: Database): Confirmations {
  return {
    async allow(tenant, brake, until) {
      const instant = parseInstant(until) ?? 0
      await guarded(() =>
        database.run(sql`INSERT INTO scimkit_confirmation (tenant, brake, until) VALUES (${tenant}, ${brake}, ${instant}::bigint)
          ON CONFLICT (tenant, brake) DO UPDATE SET until = excluded.until`),
      )
    },
    async allowedUntil(tenant, brake) {
      const { rows } = await guarded(() =>
        database.run(sql`SELECT c.until::float8 AS until FROM scimkit_confirmation c
          WHERE c.tenant = ${tenant} AND c.brake = ${brake}`),
      )
      return rows[0] && new Date(rows[0].until).toISOString()
    },
  }
}
