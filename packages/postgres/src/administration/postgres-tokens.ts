import { parseInstant, type StoredToken, type TokenStore } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { guarded } from '../driver-errors.ts'
import { fromText, toText } from '../text.ts'
import { lock } from '../unit/locks.ts'

/**
 * The credentials of all tenants in PostgreSQL: their digests, never the tokens.
 *
 * @example
 * ```ts
 * const authenticate = storedTokens(createPostgresTokens(database))
 * await authenticate(request) // throws CREDENTIALS_INVALID
 * ```
 */
export function createPostgresTokens(database: Database): TokenStore {
  const run = (statement: Sql) => guarded(() => database.run(statement))
  return {
    add: async (token, how) => {
      await (how?.alone ? guarded(() => addAlone(database, token)) : run(insertion(token, false)))
    },
    list: async (tenant) => {
      const { rows } = await run(
        sql`SELECT ${columns} FROM scimkit_token t WHERE t.tenant = ${tenant} ORDER BY t.place`,
      )
      return rows.map(toToken)
    },
    find: async (sha256) => {
      const { rows } = await run(sql`SELECT ${columns} FROM scimkit_token t WHERE t.sha256 = ${sha256}`)
      return rows[0] && toToken(rows[0])
    },
    revoke: async (tenant, id, at) => {
      const { count } = await run(sql`UPDATE scimkit_token t SET revoked = ${instantOf(at)}::bigint
        WHERE t.tenant = ${tenant} AND (${toText(id)} = 'all' OR t.id = ${toText(id)}) AND t.revoked IS NULL`)
      return count
    },
    touch: async (id, at) => {
      await run(sql`UPDATE scimkit_token t SET last_used = ${instantOf(at)}::bigint
        WHERE t.id = ${id} AND coalesce(t.last_used, 0) < ${instantOf(at)}::bigint`)
    },
  }
}

/** One at a time in a tenant: of two that come at once neither would see the other, and both would be good. */
function addAlone(database: Database, token: StoredToken): Promise<unknown> {
  return database.withSession((session) =>
    inTransaction(session, { limits: database.limits }, async () => {
      await lock(session, { exclusive: [`${token.tenant}\ntokens`] })
      await session.run(insertion(token, true))
    }),
  )
}

/** One statement, so that no request sees the tenant without a token, or with two. */
function insertion(token: StoredToken, alone: boolean): Sql {
  const { id, tenant, name, sha256, scopes = null, created, expires, revoked, lastUsed } = token
  return sql`WITH others AS (UPDATE scimkit_token t SET revoked = ${instantOf(created)}::bigint
      WHERE ${alone}::boolean AND t.tenant = ${tenant} AND t.revoked IS NULL)
    INSERT INTO scimkit_token (id, tenant, name, sha256, scopes, created, expires, revoked, last_used)
    VALUES (${id}, ${tenant}, ${toText(name)}, ${sha256}, ${scopes}::text[], ${instantOf(created)}::bigint,
      ${instantOf(expires)}::bigint, ${instantOf(revoked)}::bigint, ${instantOf(lastUsed)}::bigint)`
}

const columns: Sql = sql`t.id, t.tenant, t.name, t.sha256, t.scopes, t.created::float8 AS created,
  t.expires::float8 AS expires, t.revoked::float8 AS revoked, t.last_used::float8 AS last_used`

interface TokenRow {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly sha256: string
  readonly scopes: readonly ('read' | 'write')[] | null
  readonly created: number
  readonly expires: number | null
  readonly revoked: number | null
  readonly last_used: number | null
}

function toToken({ id, tenant, name, sha256, scopes, created, expires, revoked, last_used }: TokenRow): StoredToken {
  return {
    id,
    tenant,
    name: fromText(name),
    sha256,
    created: timeOf(created),
    ...(scopes !== null && { scopes }),
    ...(expires !== null && { expires: timeOf(expires) }),
    ...(revoked !== null && { revoked: timeOf(revoked) }),
    ...(last_used !== null && { lastUsed: timeOf(last_used) }),
  }
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString()
}

function instantOf(time: string | undefined): number | null {
  return (time === undefined ? undefined : parseInstant(time)) ?? null
}
