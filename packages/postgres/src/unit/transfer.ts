import {
  type ResourceType,
  refuseDeletedDraft,
  refuseSameTenant,
  type StoredResource,
  type Transfer,
} from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { appendEvents } from '../outbox/append.ts'
import { Changes } from '../outbox/changes.ts'
import { eventUris } from '../outbox/outgoing-event.ts'
import { resourceColumns, toResource } from '../row.ts'
import { toText } from '../text.ts'
import { freeKeys, type LeftOwner, leaveRelations } from './erase.ts'
import { exchangeKeys } from './keys.ts'
import { lock, typeLock, valueLock } from './locks.ts'
import { lookupsIn, updateRow } from './write.ts'

/** A resource about to move. */
interface Moving {
  readonly resourceType: ResourceType
  readonly id: string
  readonly move: Transfer
  readonly now: () => number
  readonly outbox: boolean
}

/** Moves a resource to another tenant. */
export async function transfer(session: Session, moving: Moving): Promise<StoredResource | undefined> {
  const { resourceType, id, move } = moving
  const { from, to } = move
  refuseSameTenant(move)
  const { rows } = await session.run(sql`SELECT ${resourceColumns('r')} FROM scimkit_resource r
    WHERE r.tenant = ${from} AND r.id = ${toText(id)} AND r.type = ${resourceType.name} AND NOT r.deleted FOR UPDATE`)
  if (rows[0] === undefined) return undefined
  const draft = move.draft(toResource(rows[0]))
  refuseDeletedDraft(draft, 'Store.transfer')
  const writing = { tenant: to, resourceType, id: rows[0].id, draft }
  const exclusive = lookupsIn(writing).map((value) => valueLock(to, resourceType, value))
  await lock(session, { shared: [typeLock(to, resourceType)], exclusive })
  const erased = { tenant: from, id: rows[0].id, now: moving.now() }
  const owners = await leaveRelations(session, erased)
  await freeKeys(session, erased)
  await exchangeKeys(session, { tenant: to, resourceType: resourceType.name, id: rows[0].id }, draft.keys)
  const moved = await updateRow(session, writing, { now: moving.now(), from, isNewest: true, isLookedUpAnew: true })
  if (moving.outbox) await tellBoth(session, { moving, moved, owners })
  return moved
}

/**
 * For each tenant this is neither a creation nor a deletion: a resource comes into its feed, or leaves it (RFC 9967
 * §2.3).
 */
async function tellBoth(
  session: Session,
  { moving, moved, owners }: { moving: Moving; moved: StoredResource; owners: readonly LeftOwner[] },
): Promise<void> {
  const { id, resourceType } = moved
  const { from, to } = moving.move
  // No SCIM request moves anything to another tenant.
  const both = { by: 'application', txn: crypto.randomUUID(), now: moving.now() } as const
  const changes = new Changes()
  changes.lost(owners)
  const left = { id, resourceType, events: { [eventUris.left]: {} } }
  await appendEvents(session, { ...both, tenant: from, events: [...changes.events(), left] })
  await appendEvents(session, {
    ...both,
    tenant: to,
    events: [{ id, resourceType, events: { [eventUris.arrived]: {} } }],
  })
}
