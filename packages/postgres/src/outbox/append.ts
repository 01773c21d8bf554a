import type { Author } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import type { EventPayloads } from './outgoing-event.ts'

/** What has happened to a resource in a unit of work that has not ended. */
export interface PendingEvent {
  readonly resourceType: string
  readonly id: string
  readonly events: EventPayloads
}

/** The events of one tenant in one transaction. */
export interface Appending {
  readonly tenant: string
  readonly by: Author
  readonly txn: string
  readonly now: number
  readonly events: readonly PendingEvent[]
}

/** The database's clock: the processes that share it have to agree. */
export const databaseClock: Sql = sql`(extract(epoch FROM statement_timestamp()) * 1000)::bigint`

/**
 * Appends events in the transaction of the change. The rows of the resources are still locked, so the order of `seq`
 * is, for each resource, that of the changes. What is queued already is touched: whoever is about to take the resource
 * out of the queue waits, and then sees the new event.
 */
export async function appendEvents(session: Session, { tenant, by, txn, now, events }: Appending): Promise<void> {
  if (events.length === 0) return
  const ids = events.map(({ id }) => id)
  const types = events.map(({ resourceType }) => resourceType)
  const eventIds = events.map(() => crypto.randomUUID())
  const payloads = events.map((event) => JSON.stringify(event.events))
  await session.run(sql`
    WITH queued AS (INSERT INTO scimkit_outbox_queue AS q (tenant, resource_id, due)
      SELECT ${tenant}, r.id, ${databaseClock} FROM unnest(${ids}::text[]) r(id) ORDER BY r.id COLLATE "C"
      ON CONFLICT (tenant, resource_id) DO UPDATE SET due = q.due)
    INSERT INTO scimkit_outbox (id, tenant, resource_type, resource_id, txn, at, author, events)
    SELECT e.id, ${tenant}, e.type, e.resource, ${txn}, ${now}::bigint, ${by}, e.payload
    FROM unnest(${eventIds}::text[], ${types}::text[], ${ids}::text[], ${payloads}::text[])
      WITH ORDINALITY e(id, type, resource, payload, ord) ORDER BY e.ord`)
}
