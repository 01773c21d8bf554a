import { ScimError } from '../errors/scim-error.ts'
import { draftWith, isActive } from '../provisioning/draft.ts'
import { checkSeats } from '../provisioning/seats.ts'
import { withValue } from '../schema/document.ts'
import { equalJson } from '../schema/json.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { accountOf, hold } from './account.ts'
import type { Account } from './directory.ts'
import { changeDocument, emailsWith } from './document.ts'
import type { Parts, Place } from './parts.ts'

/** What of an account becomes another. An equal document and the very same provenance are no change. */
type Edited = Partial<Pick<StoredResource, 'attributes' | 'provenance'>>

type Edit = (current: StoredResource, unit: UnitOfWork) => Edited | Promise<Edited>

/**
 * Changes one account as one unit of work. What changes nothing is not written.
 *
 * @throws ScimError `RESOURCE_NOT_FOUND`, `LOCAL_EDIT_BLOCKED`, `UNIQUENESS_VIOLATED`
 */
export function editAccount(parts: Parts, { tenant, id }: Place, edit: Edit): Promise<Account> {
  return parts.store.transaction(tenant, async (unit) => {
    const current = await hold(unit, parts.user, id)
    refuseWhilePending(current)
    return accountOf(parts, tenant, await write(parts, unit, { current, ...(await edit(current, unit)) }))
  })
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
  const { user, policy } = parts
  const { activeAttribute } = user
  if (activeAttribute === undefined)
    throw new ScimError('CONFIGURATION', { where: 'resourceTypes', problem: `${user.name} has no activeAttribute` })
  return editAccount(parts, place, async ({ attributes }, unit) => {
    if (isActive(user, attributes) === active) return {}
    if (active) await checkSeats(unit, user, policy)
    return { attributes: withValue(attributes, activeAttribute, active) }
  })
}

export function rename(parts: Parts, place: Place, userName: string): Promise<Account> {
  return editAccount(parts, place, ({ attributes }) => ({
    attributes: changeDocument(parts.user, attributes, { userName }),
  }))
}

/** RW-P1b: the old address is free for others from then on. */
export function changeEmail(parts: Parts, place: Place, email: string | undefined): Promise<Account> {
  return editAccount(parts, place, ({ attributes }) => {
    const emails = emailsWith(parts, attributes, email)
    return { attributes: changeDocument(parts.user, attributes, { emails }) }
  })
}

export function protect(parts: Parts, place: Place, isProtected: boolean): Promise<Account> {
  return editAccount(parts, place, ({ provenance }) => {
    const { protected: was, ...rest } = provenance
    if ((was === true) === isProtected) return {}
    return { provenance: isProtected ? { ...rest, protected: true } : (rest satisfies Provenance) }
  })
}
