import { ScimError } from '../errors/scim-error.ts'
import { draftWith, isActive } from '../provisioning/draft.ts'
import { checkSeats } from '../provisioning/seats.ts'
import { withValue } from '../schema/document.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { accountOf, hold } from './account.ts'
import type { Account } from './directory.ts'
import { changeDocument, emailsWith } from './document.ts'
import type { Parts, Place } from './parts.ts'

/** What of an account becomes another. An equal document and the very same provenance are no change. */
type Edited = Partial<Pick<StoredResource, 'attributes' | 'provenance'>>

type Edit = (current: StoredResource) => Edited

/**
 * Changes one account as one unit of work. What changes nothing is not written, and one that comes into use needs a
 * seat.
 *
 * @throws ScimError `RESOURCE_NOT_FOUND`, `LOCAL_EDIT_BLOCKED`, `UNIQUENESS_VIOLATED`, `SEATS_EXHAUSTED`
 */
export function editAccount(parts: Parts, { tenant, id }: Place, edit: Edit): Promise<Account> {
  return parts.store.transaction(tenant, async (unit) => {
    const current = await hold(unit, parts.user, id)
    refuseWhilePending(current)
    const edited = edit(current)
    if (comesIntoUse(parts, current, edited)) await checkSeats(unit, parts.user, parts.policy)
    return accountOf(parts, tenant, await write(parts, unit, { current, ...edited }))
  })
}

function comesIntoUse({ user }: Parts, current: StoredResource, { attributes }: Edited): boolean {
  return attributes !== undefined && !isActive(user, current.attributes) && isActive(user, attributes)
}

/** An edit of an account of which there are two documents would be lost with one of them. */
export function refuseWhilePending({ resourceType, id, provenance }: StoredResource): void {
  if (provenance.pending === undefined) return
  const reason = 'a takeover of it waits for an administrator, who has to approve or reject it first'
  throw new ScimError('LOCAL_EDIT_BLOCKED', { resourceType, id, reason })
}

/** Writes an account with another document or provenance. */
export async function write(
  { user, policy }: Parts,
  unit: UnitOfWork,
  { current, ...edited }: Edited & { readonly current: StoredResource },
): Promise<StoredResource> {
  const { attributes = current.attributes, provenance = current.provenance } = edited
  if (provenance === current.provenance && equalJson(attributes, current.attributes)) return current
  return unit.update(user, current, draftWith(user, attributes, { policy, provenance }))
}

/** Switches an account on or off. The identity provider may switch it back: it is the authority (I-05, I-09). */
export function setActive(parts: Parts, place: Place, active: boolean): Promise<Account> {
  const { user } = parts
  const { activeAttribute } = user
  return editAccount(parts, place, ({ attributes }) => {
    if (activeAttribute === undefined)
      throw new ScimError('CONFIGURATION', { where: 'resourceTypes', problem: `${user.name} has no activeAttribute` })
    return isActive(user, attributes) === active ? {} : { attributes: withValue(attributes, activeAttribute, active) }
  })
}

/** Gives attributes of an account other values. */
export function changeAccount(parts: Parts, place: Place, changes: JsonObject): Promise<Account> {
  return changeAttributes(parts, place, () => changes)
}

export function rename(parts: Parts, place: Place, userName: string): Promise<Account> {
  return changeAccount(parts, place, { userName })
}

/** RW-P1b: the old address is free for others from then on. */
export function changeEmail(parts: Parts, place: Place, email: string | undefined): Promise<Account> {
  return changeAttributes(parts, place, (before) => ({ emails: emailsWith(parts, before, email) }))
}

function changeAttributes(parts: Parts, place: Place, changesOf: (before: JsonObject) => JsonObject): Promise<Account> {
  return editAccount(parts, place, ({ attributes: before }) => ({
    attributes: changeDocument(parts.user, { before, changes: changesOf(before), leaving: parts }),
  }))
}

/**
 * Also while a takeover waits: the protection is in neither document, and may be what stands in the way of approving
 * it.
 */
export function protect(parts: Parts, { tenant, id }: Place, isProtected: boolean): Promise<Account> {
  return parts.store.transaction(tenant, async (unit) => {
    const current = await hold(unit, parts.user, id)
    const provenance = protectedAs(current.provenance, isProtected)
    return accountOf(parts, tenant, await write(parts, unit, { current, provenance }))
  })
}

function protectedAs(provenance: Provenance, isProtected: boolean): Provenance {
  const { protected: was, ...rest } = provenance
  if ((was === true) === isProtected) return provenance
  return isProtected ? { ...rest, protected: true } : rest
}
