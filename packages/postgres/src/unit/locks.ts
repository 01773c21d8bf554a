import type { ResourceType } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { toText } from '../text.ts'

/** What a unit of work keeps others from until it ends. */
export interface Locks {
  /** Taken by everybody who makes resources, found by nobody else: they do not wait for each other. */
  readonly shared?: readonly string[]
  /** Taken by one at a time. */
  readonly exclusive?: readonly string[]
}

/** The lock on how many resources of a type there are, and on all that is not found by a look-up. */
export function typeLock(tenant: string, { name }: ResourceType): string {
  return `${tenant}\n${name}`
}

/** The lock on the resources that have a value, those that are not there yet too. */
export function valueLock(tenant: string, { name }: ResourceType, [path, key]: readonly [string, string]): string {
  return `${tenant}\n${name}\n${path}\n${key}`
}

/**
 * Takes locks that end with the transaction, always in one order, so that two units that want the same ones do not wait
 * for each other. Two names may share a lock: then somebody waits who need not.
 */
export async function lock(session: Session, { shared = [], exclusive = [] }: Locks): Promise<void> {
  if (shared.length > 0)
    await session.run(
      sql`SELECT pg_advisory_xact_lock_shared(k) FROM (SELECT DISTINCT hashtextextended(n, 0) AS k FROM unnest(${shared}::text[]) n ORDER BY 1) o`,
    )
  if (exclusive.length > 0)
    await session.run(
      sql`SELECT pg_advisory_xact_lock(k) FROM (SELECT DISTINCT hashtextextended(n, 0) AS k FROM unnest(${exclusive}::text[]) n ORDER BY 1) o`,
    )
}

/**
 * The same as a script, for the locks that only have to be held when others see what was written: it goes along with
 * COMMIT and costs no message of its own. Names are given in hexadecimal, so that nothing in them is SQL.
 */
export function lockScript({ shared = [], exclusive = [] }: Locks): string {
  const take = (how: string) => (name: string) =>
    `SELECT ${how}(hashtextextended(convert_from('\\x${hex(name)}', 'UTF8'), 0));`
  return [
    ...distinct(shared).map(take('pg_advisory_xact_lock_shared')),
    ...distinct(exclusive).map(take('pg_advisory_xact_lock')),
  ].join('')
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}

function hex(name: string): string {
  return Array.from(new TextEncoder().encode(toText(name)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
