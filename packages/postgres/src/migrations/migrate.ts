import { ScimError } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Database, Limits, Session } from '../database/database.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { toStoreError } from '../driver-errors.ts'
import { resources } from './0001-resources.ts'
import { administration } from './0002-administration.ts'
import { outbox } from './0003-outbox.ts'
import { longMembers } from './0004-long-members.ts'
import { authors } from './0005-authors.ts'
import { patiently } from './patiently.ts'

/** Every change of the tables, in order. One that was released is never edited: the next one puts it right. */
const migrations: readonly string[] = [resources, administration, outbox, longMembers, authors]

/** A migration takes as long as it takes, and waits as long as another process has one under way. */
const unlimited: Limits = { statement: 0, lock: 0 }

/** How tables are migrated. */
export interface MigrateOptions {
  /** Told once why it takes long, when the tables are in use. */
  readonly onWait?: ((reason: string) => void) | undefined
}

/** Any number will do that nobody else takes for a lock of the same database. */
const lock = 7643764401

/**
 * Brings the tables to the version this package needs. Safe with several processes at once: one does it, the others
 * wait. It is one transaction: a run that is interrupted has not happened.
 *
 * Safe beside servers that run, too: a table that is in use is waited for two seconds at a time, as others wait behind
 * it, and for a quarter of an hour altogether. What must be written anew in a table keeps it locked until that is done.
 *
 * @returns how many migrations were run
 * @throws Error when the tables are newer than this package, or in use for a quarter of an hour
 * @throws ScimError `STORE_UNAVAILABLE`
 * @example
 * ```ts
 * // What `database` needed has been done already.
 * await migrate(database) // 0
 * ```
 */
export async function migrate(database: Database, { onWait = ignore }: MigrateOptions = {}): Promise<number> {
  try {
    return await database.withSession((session) =>
      inTransaction(session, { limits: unlimited, idle: 0 }, () => bringUpToDate(session, onWait)),
    )
  } catch (error) {
    throw toStoreError(error)
  }
}

/**
 * Newer tables are in order: processes go on with those that the next release has made.
 *
 * @throws ScimError `CONFIGURATION` for tables that {@link migrate} has not brought up to date
 */
export function refuseOldTables(version: number): void {
  if (version >= migrations.length) return
  const problem = `the tables have version ${version}, and this release needs ${migrations.length}: run migrate`
  throw new ScimError('CONFIGURATION', { where: 'createPostgresStore', problem })
}

async function bringUpToDate(session: Session, onWait: (reason: string) => void): Promise<number> {
  await session.run(sql`SELECT pg_advisory_xact_lock(${lock}::bigint)`)
  const version = await versionOf(session)
  if (version > migrations.length)
    throw new Error(`The tables have version ${version}; this release knows ${migrations.length}. Update it first.`)
  if (version < migrations.length) await patiently(session, () => runFrom(session, version), onWait)
  return migrations.length - version
}

async function runFrom(session: Session, version: number): Promise<void> {
  for (const [index, text] of migrations.entries()) {
    if (index < version) continue
    await session.script(text)
    await session.run(sql`INSERT INTO scimkit_migration (version) VALUES (${index + 1})`)
  }
}

function ignore(): void {
  // Nobody wants to know.
}

/** Asks before it makes its own table: a role that may not make any can start on tables that are up to date. */
async function versionOf(session: Session): Promise<number> {
  const found = await session.run(sql`SELECT to_regclass('scimkit_migration') IS NOT NULL AS found`)
  if (!found.rows[0].found) await session.script('CREATE TABLE scimkit_migration (version integer PRIMARY KEY)')
  const { rows } = await session.run(sql`SELECT coalesce(max(version), 0)::integer AS version FROM scimkit_migration`)
  return rows[0].version
}
