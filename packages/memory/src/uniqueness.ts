import { ScimError, type UniqueKey } from '@scimkit/core'
import type { Journal } from './journal.ts'
import type { Tenant } from './tenant.ts'
import type { Holding, UniqueKeys } from './unique-keys.ts'

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
 * Exchanges the unique values of a resource. All are looked at before the first is taken, so a conflict changes nothing.
 * @throws ScimError `UNIQUENESS_VIOLATED`
 */
export function changeKeys(change: KeyChange): void {
  const { tenant, global, journal, resourceType, id } = change
  const holding: Holding = { tenant: tenant.name, resourceType, id }
  const books = { tenant: tenant.keys, global }
  for (const key of change.after)
    refuseTaken(tenant, { key, wantedBy: holding, heldBy: books[key.scope].find(resourceType, key) })
  for (const key of change.before) books[key.scope].release(holding, key, journal)
  for (const key of change.after) books[key.scope].take(holding, key, journal)
}

interface Claim {
  readonly key: UniqueKey
  readonly wantedBy: Holding
  readonly heldBy: Holding | undefined
}

function refuseTaken(tenant: Tenant, { key, wantedBy, heldBy }: Claim): void {
  // Ids are unique over tenants too, so equal ids are the same resource.
  if (heldBy === undefined || heldBy.id === wantedBy.id) return
  throw new ScimError('UNIQUENESS_VIOLATED', {
    attribute: key.attribute,
    value: key.value,
    resourceType: heldBy.resourceType,
    holder: toHolder(tenant, heldBy),
  })
}

/** Who holds the value, told only within the tenant: to another tenant even an id would give something away. */
function toHolder(tenant: Tenant, { tenant: name, resourceType, id }: Holding) {
  const row = name === tenant.name ? tenant.collection(resourceType).get(id) : undefined
  return row && { id, active: row.record.provenance.active, managed: row.record.provenance.managed }
}
