import sql, { type Sql } from 'sql-template-tag'
import type { Limits } from './database.ts'

/**
 * Settles what holds on a connection outside of transactions, which bring their own. Behind a pooler a connection is
 * not ours to set: the next statement may run on another one, and somebody else's on this. A pooler such as PgBouncer
 * also refuses `statement_timeout` as a parameter of the connection. What tells it from the server itself is the
 * process id it greeted us with: PgBouncer makes one up.
 */
export function sessionSettings({ statement, lock }: Limits, processId: number): Sql {
  return sql`SELECT set_config('statement_timeout', ${String(statement)}, FALSE),
    set_config('lock_timeout', ${String(lock)}, FALSE), set_config('default_transaction_isolation', 'read committed', FALSE)
    WHERE pg_backend_pid() = ${processId}::integer`
}
