import type { ResourceType } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Draft, Provenance, StoredResource, UniqueKey } from '../store/store.ts'
import type { Policy } from './policy.ts'
import { uniqueKeys } from './unique-keys.ts'

/** What a document that SCIM writes has to be written with: its unique keys, and where it now comes from. */
export function draftOf(
  resourceType: ResourceType,
  attributes: JsonObject,
  { policy, before }: { readonly policy: Policy; readonly before?: Provenance },
): Draft {
  const provenance: Provenance = { ...(before ?? { origin: 'scim', active: true }), managed: true, deleted: false }
  return draftWith(resourceType, attributes, { policy, provenance })
}

/**
 * The same for a document whoever writes it, its provenance given. Whether it is active is what the document in force
 * says.
 */
export function draftWith(
  resourceType: ResourceType,
  attributes: JsonObject,
  { policy, provenance }: { readonly policy: Policy; readonly provenance: Provenance },
): Draft {
  const settled = { ...provenance, active: isActive(resourceType, inForce({ attributes, provenance })) }
  const keys = uniqueKeys(resourceType, { attributes, provenance: settled }, policy)
  const { pending } = settled
  if (pending === undefined) return { attributes, keys, provenance: settled }
  // While a takeover waits the application goes on with the other document: nobody may take what is unique in it.
  const others = uniqueKeys(resourceType, { attributes: pending.before, provenance: settled }, policy)
  const isNew = (other: UniqueKey): boolean =>
    keys.every(({ attribute, key }) => attribute !== other.attribute || key !== other.key)
  return { attributes, keys: [...keys, ...others.filter(isNew)], provenance: settled }
}

/** The document the application goes by: while a takeover waits, not yet the one it brings. */
export function inForce({ attributes, provenance }: Pick<StoredResource, 'attributes' | 'provenance'>): JsonObject {
  return provenance.pending?.before ?? attributes
}

/** Whether a resource is in use: there, and active by the document in force. */
export function isInUse(
  resourceType: ResourceType,
  resource: Pick<StoredResource, 'attributes' | 'provenance'>,
): boolean {
  return !resource.provenance.deleted && isActive(resourceType, inForce(resource))
}

/** Absent is not false: a PUT without `active` must not lock anybody out. */
export function isActive({ activeAttribute }: ResourceType, attributes: JsonObject): boolean {
  return activeAttribute === undefined || valueAt(attributes, activeAttribute) !== false
}
