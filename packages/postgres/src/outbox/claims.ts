import sql from 'sql-template-tag'
import type { Database, Session } from '../database/database.ts'
import { inTransaction } from '../database/in-transaction.ts'
import { toText } from '../text.ts'
import { databaseClock } from './append.ts'
import type { EventRow } from './outgoing-event.ts'

/** An event that is this process's to deliver, until its claim ends. */
export interface Claimed extends EventRow {
  /** How often it was tried, this time included. */
  readonly attempts: number
  readonly claim: string
}

/** What has become of an attempt. */
export type Settlement =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'dead'; readonly problem: string }
  | { readonly kind: 'retry'; readonly problem: string; readonly delay: number }

/** Milliseconds: a process that is stopped in the middle must not keep others from changing the resource. */
const idle = 10_000

/**
 * Takes so many resources that nobody has claimed, the longest waiting first, and of each its first event. A claim ends
 * by itself, so it needs no connection and outlives no process by more than `lease` milliseconds.
 */
export function claimEvents(
  database: Database,
  { count, lease }: { readonly count: number; readonly lease: number },
): Promise<readonly Claimed[]> {
  const claim = crypto.randomUUID()
  return database.withSession((session) =>
    inTransaction(session, { limits: database.limits, idle }, async () => {
      const { rows } = await session.run(sql`
        WITH free AS (SELECT q.tenant, q.resource_id FROM scimkit_outbox_queue q WHERE q.due <= ${databaseClock}
          ORDER BY q.due LIMIT ${count}::integer FOR UPDATE SKIP LOCKED)
        UPDATE scimkit_outbox_queue q SET claim = ${claim}, due = ${databaseClock} + ${lease}::bigint
        FROM free WHERE q.tenant = free.tenant AND q.resource_id = free.resource_id RETURNING q.tenant, q.resource_id`)
      return rows.length === 0 ? [] : (await firstEvents(session, rows)).map((event) => ({ ...event, claim }))
    }),
  )
}

/** Counts the attempt before it is made: an event that ends the process must not be tried for ever. */
async function firstEvents(
  session: Session,
  queue: readonly { readonly tenant: string; readonly resource_id: string }[],
): Promise<readonly Omit<Claimed, 'claim'>[]> {
  const tenants = queue.map(({ tenant }) => tenant)
  const ids = queue.map(({ resource_id }) => resource_id)
  const { rows } = await session.run(sql`
    UPDATE scimkit_outbox o SET attempts = o.attempts + 1
    FROM unnest(${tenants}::text[], ${ids}::text[]) c(tenant, resource_id), LATERAL (
      SELECT e.id FROM scimkit_outbox e WHERE e.tenant = c.tenant AND e.resource_id = c.resource_id AND e.dead IS NULL
      ORDER BY e.seq LIMIT 1) first
    WHERE o.id = first.id
    RETURNING o.id, o.tenant, o.resource_type, o.resource_id, o.txn, o.at::float8 AS at, o.author, o.events,
      o.attempts`)
  return rows
}

/**
 * Ends a claim. An event that was delivered is gone, whoever has the claim by then; what failed is left to whoever has
 * it.
 */
export function settle(database: Database, claimed: Claimed, settlement: Settlement): Promise<void> {
  return database.withSession((session) =>
    inTransaction(session, { limits: database.limits, idle }, async () => {
      const isHeld = await holdClaim(session, claimed)
      if (settlement.kind === 'delivered') await session.run(sql`DELETE FROM scimkit_outbox WHERE id = ${claimed.id}`)
      if (!isHeld) return
      if (settlement.kind !== 'delivered') await noteFailure(session, claimed, settlement)
      await release(session, claimed, settlement.kind === 'retry' ? settlement.delay : 0)
    }),
  )
}

/** Holds the resource's place in the queue, so that nothing is appended unseen before the transaction ends. */
async function holdClaim(session: Session, { tenant, resource_id, claim }: Claimed): Promise<boolean> {
  const { rows } = await session.run(sql`SELECT q.claim FROM scimkit_outbox_queue q
    WHERE q.tenant = ${tenant} AND q.resource_id = ${resource_id} FOR UPDATE`)
  return rows[0]?.claim === claim
}

async function noteFailure(
  session: Session,
  { id }: Claimed,
  { kind, problem }: Exclude<Settlement, { kind: 'delivered' }>,
): Promise<void> {
  await session.run(sql`UPDATE scimkit_outbox o SET problem = ${toText(problem)},
    dead = CASE WHEN ${kind === 'dead'}::boolean THEN ${databaseClock} END WHERE o.id = ${id}`)
}

async function release(session: Session, { tenant, resource_id }: Claimed, delay: number): Promise<void> {
  const { count } = await session.run(sql`
    DELETE FROM scimkit_outbox_queue q WHERE q.tenant = ${tenant} AND q.resource_id = ${resource_id} AND NOT EXISTS (
      SELECT FROM scimkit_outbox o WHERE o.tenant = q.tenant AND o.resource_id = q.resource_id AND o.dead IS NULL)`)
  if (count > 0) return
  await session.run(sql`UPDATE scimkit_outbox_queue q SET claim = NULL, due = ${databaseClock} + ${Math.trunc(delay)}::bigint
    WHERE q.tenant = ${tenant} AND q.resource_id = ${resource_id}`)
}
