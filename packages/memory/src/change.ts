import type { Draft, ResourceType, StoredResource } from '@scimkit/core'
import { entriesOf } from './equality-index.ts'
import type { Journal } from './journal.ts'
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

/** The stamp of a resource that did not exist before. */
export function firstStamp({ now }: Change): Stamp {
  const created = new Date(now()).toISOString()
  return { id: crypto.randomUUID(), version: 1, created, lastModified: created }
}

/** The stamp after the next change. Two changes within a millisecond still move `lastModified` forward. */
export function nextStamp({ now }: Change, { id, version, created, lastModified }: StoredResource): Stamp {
  const present = new Date(now()).toISOString()
  // Both are of one form, so their order as text is that in time.
  const later = present > lastModified ? present : new Date(Date.parse(lastModified) + 1).toISOString()
  return { id, version: version + 1, created, lastModified: later }
}

/** Writes a state of a resource, the first or the next, with its unique values and index entries. */
export function write(
  change: Change,
  resourceType: ResourceType,
  { stamp, draft }: { stamp: Stamp; draft: Draft },
): StoredResource {
  const { tenant, global, journal } = change
  const { name } = resourceType
  const old = tenant.collection(name).get(stamp.id)
  const { id, version, created, lastModified } = stamp
  const { attributes, provenance } = draft
  const record = { resourceType: name, id, version, created, lastModified, attributes, provenance }
  const keys = changeKeys({
    tenant,
    global,
    journal,
    resourceType: name,
    id,
    before: old?.keys ?? [],
    after: draft.keys,
  })
  const entries = entriesOf(resourceType, record)
  const kept = tenant.index(name).change(id, { before: old?.entries ?? [], after: entries }, journal)
  tenant.collection(name).set(id, { record, keys, entries: kept }, journal)
  return record
}

/** Deletes a resource with everything that is known of it, and takes it out of whatever refers to it (A36). */
export function erase(change: Change, resourceType: ResourceType, id: string): void {
  const { tenant, journal } = change
  const { name } = resourceType
  const row = tenant.collection(name).get(id)
  if (row === undefined) return
  changeKeys({ ...change, resourceType: name, id, before: row.keys, after: [] })
  tenant.index(name).change(id, { before: row.entries, after: [] }, journal)
  tenant.collection(name).delete(id, journal)
  for (const relation of tenant.relationsOf(name)) {
    for (const value of relation.valuesOf(id)) relation.remove(id, value, journal)
  }
  for (const ownerType of tenant.relationOwners()) {
    takeOut(change, ownerType, id)
    for (const relation of tenant.relationsOf(ownerType)) relation.forget(id, journal)
  }
}

/** Keeps a deleted resource where nothing finds it. */
export function bury({ tenant, journal }: Change, record: StoredResource): void {
  tenant.tombstones.set(record.id, { ...record, provenance: { ...record.provenance, deleted: true } })
  journal.push(() => tenant.tombstones.delete(record.id))
}

/** Removes an id from the relations of a type. Each owner becomes another version: it no longer looks the same. */
function takeOut(change: Change, ownerType: string, id: string): void {
  const { tenant, journal } = change
  const owners = tenant.collection(ownerType)
  for (const relation of tenant.relationsOf(ownerType)) {
    for (const owner of relation.ownersOf(id)) {
      relation.remove(owner, id, journal)
      const row = owners.get(owner)
      if (row === undefined) continue
      owners.set(owner, { ...row, record: { ...row.record, ...nextStamp(change, row.record) } }, journal)
    }
  }
}
