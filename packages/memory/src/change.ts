import type { Draft, ResourceType, StoredResource, UniqueKey } from '@scimkit/core'
import { toDateTime } from './date-time.ts'
import { entriesOf } from './equality-index.ts'
import type { Journal } from './journal.ts'
import type { Row } from './shelf.ts'
import type { Tenant } from './tenant.ts'
import type { UniqueKeys } from './unique-keys.ts'
import { changeKeys } from './uniqueness.ts'

/** What a change is made to, and where it is noted so that it can be taken back. */
export interface Change {
  readonly tenant: Tenant
  readonly global: UniqueKeys
  readonly journal: Journal
  readonly now: () => number
}

/** What says which state of a resource this is. */
type Stamp = Pick<StoredResource, 'id' | 'version' | 'created' | 'lastModified'>

/** A state of a resource about to be written. */
interface State {
  readonly stamp: Stamp
  readonly draft: Draft
  /** The unique values it holds so far: none when it is new here, or a tombstone. */
  readonly before: readonly UniqueKey[]
}

/** The stamp of a resource that did not exist before. */
export function firstStamp({ now }: Change): Stamp {
  const created = toDateTime(now())
  return { id: crypto.randomUUID(), version: 1, created, lastModified: created }
}

/** The stamp after the next change. Two changes within a millisecond still move `lastModified` forward. */
export function nextStamp({ now }: Pick<Change, 'now'>, { id, version, created, lastModified }: StoredResource): Stamp {
  const present = toDateTime(now())
  // Both are of one form, so their order as text is that in time.
  const later = present > lastModified ? present : toDateTime(Date.parse(lastModified) + 1)
  return { id, version: version + 1, created, lastModified: later }
}

/** Writes a live state of a resource, the first or the next, with its unique values and index entries. */
export function write(change: Change, resourceType: ResourceType, state: State): StoredResource {
  const { tenant, global, journal } = change
  const { name } = resourceType
  const { stamp, draft, before } = state
  const { id } = stamp
  const keys = changeKeys({ tenant, global, journal, resourceType: name, id, before, after: draft.keys })
  const row = rowOf(resourceType, state, keys)
  tenant.live(name).put(id, row, journal)
  return row.record
}

/** Writes the next state of a tombstone: it comes back, unless the draft is deleted too. */
export function writeOver(change: Change, resourceType: ResourceType, state: State): StoredResource {
  const { tenant, journal } = change
  const { stamp, draft } = state
  const tombstones = tenant.tombstones(resourceType.name)
  if (!draft.provenance.deleted) {
    // In this order, because a value that is taken has to leave the tombstone where it is.
    const record = write(change, resourceType, state)
    tombstones.delete(stamp.id, journal)
    return record
  }
  const row = rowOf(resourceType, state, [])
  tombstones.put(stamp.id, row, journal)
  return row.record
}

function rowOf(resourceType: ResourceType, { stamp, draft }: State, keys: readonly UniqueKey[]): Row {
  const { id, version, created, lastModified } = stamp
  const { attributes, provenance } = draft
  const record = { resourceType: resourceType.name, id, version, created, lastModified, attributes, provenance }
  return { record, keys, entries: entriesOf(resourceType, record) }
}

/** Deletes a live resource with everything that is known of it, and takes it out of whatever refers to it (A36). */
export function erase(change: Change, resourceType: ResourceType, id: string): void {
  const { tenant, journal } = change
  const { name } = resourceType
  const shelf = tenant.live(name)
  const before = shelf.get(id)?.keys ?? []
  changeKeys({ ...change, resourceType: name, id, before, after: [] })
  shelf.delete(id, journal)
  leaveRelations(change, name, id)
}

/** Drops the elements of a resource, and takes it out of whatever it is an element of. */
function leaveRelations(change: Change, resourceType: string, id: string): void {
  const { tenant, journal } = change
  for (const relation of tenant.relationsOf(resourceType)) {
    for (const value of relation.valuesOf(id)) relation.remove(id, value, journal)
  }
  for (const ownerType of tenant.relationOwners()) {
    takeOut(change, ownerType, id)
    for (const relation of tenant.relationsOf(ownerType)) relation.forget(id, journal)
  }
}

/** Deletes a live resource, or what a deletion has left of one. */
export function remove(
  change: Change,
  resourceType: ResourceType,
  { row, how }: { readonly row: Row; readonly how: 'hard' | 'tombstone' },
): void {
  const { id, provenance } = row.record
  if (!provenance.deleted) {
    erase(change, resourceType, id)
    if (how === 'tombstone') bury(change, row)
    return
  }
  if (how === 'tombstone') return
  change.tenant.tombstones(resourceType.name).delete(id, change.journal)
  // Where unknown members are accepted, a group may have got it since.
  leaveRelations(change, resourceType.name, id)
}

/** Keeps what was deleted where only those who ask for tombstones find it. */
function bury({ tenant, journal }: Change, { record, entries }: Row): void {
  const buried = { ...record, provenance: { ...record.provenance, deleted: true } }
  tenant.tombstones(record.resourceType).put(record.id, { record: buried, keys: [], entries }, journal)
}

/** Removes an id from the relations of a type. Each owner becomes one other version: it no longer looks the same. */
function takeOut(change: Change, ownerType: string, id: string): void {
  const { tenant, journal } = change
  const owners = tenant.live(ownerType)
  const left = new Set<string>()
  for (const relation of tenant.relationsOf(ownerType)) {
    for (const owner of relation.ownersOf(id)) {
      relation.remove(owner, id, journal)
      left.add(owner)
    }
  }
  for (const owner of left) {
    const row = owners.get(owner)
    if (row === undefined) continue
    owners.put(owner, { ...row, record: { ...row.record, ...nextStamp(change, row.record) } }, journal)
  }
}
