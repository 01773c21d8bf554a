import { ScimError, type UniqueKey } from '@scimkit/core'
import type { Journal } from './journal.ts'
import type { Tenant } from './tenant.ts'
import type { UniqueKeys } from './unique-keys.ts'

/** A resource about to exchange the unique values it holds for others. */
export interface KeyChange {
  readonly tenant: Tenant
  readonly global: UniqueKeys
  readonly journal: Journal
  readonly resourceType: string
  readonly id: string
  readonly before: readonly UniqueKey[]
  readonly after: readonly UniqueKey[]
}

/**
 * Exchanges the unique values of a resource. All are looked at before the first is taken, so a conflict changes
 * nothing.
 * @returns those it holds now: the very list it had, when they are the same
 * @throws ScimError `UNIQUENESS_VIOLATED`
 */
export function changeKeys(change: KeyChange): readonly UniqueKey[] {
  const { journal } = change
  if (isSame(change)) return change.before
  for (const key of change.after) refuseTaken(change, key)
  for (const key of change.before) bookFor(change, key).release(change, key, journal)
  for (const key of change.after) bookFor(change, key).take(change, key, journal)
  return change.after
}

/** Most updates leave the unique values alone. */
function isSame({ before, after }: KeyChange): boolean {
  if (before.length !== after.length) return false
  return after.every((key, index) => {
    const old = before[index]
    const isEqual = old?.key === key.key && old.attribute === key.attribute && old.scope === key.scope
    // What is held is named in errors as it was written last.
    return isEqual && old.value === key.value
  })
}

function bookFor({ tenant, global }: KeyChange, { scope }: UniqueKey): UniqueKeys {
  return scope === 'global' ? global : tenant.keys
}

function refuseTaken(change: KeyChange, key: UniqueKey): void {
  const { tenant, resourceType, id } = change
  const holder = bookFor(change, key).holderOf(resourceType, key)
  if (holder === undefined || holder === id) return
  // Told only within the tenant: to another one even an id would give something away.
  const told = tenant.live(resourceType).get(holder)?.record.provenance
  throw new ScimError('UNIQUENESS_VIOLATED', {
    attribute: key.attribute,
    value: key.value,
    resourceType,
    holder: told && {
      id: holder,
      active: told.active,
      managed: told.managed,
      origin: told.origin,
      pending: told.pending !== undefined,
    },
  })
}
