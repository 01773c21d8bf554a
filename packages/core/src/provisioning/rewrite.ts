import type { Note } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { Effect } from '../events.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Draft, Provenance, StoredResource, UniqueKey, UnitOfWork } from '../store/store.ts'
import { draftOf, inForce, isActive, isInUse } from './draft.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'
import { checkSeats } from './seats.ts'

/** A resource about to get another document. */
export interface Rewriting {
  readonly resourceType: ResourceType
  readonly current: StoredResource
  readonly attributes: JsonObject
  /** Where it comes from now; what was known of it when left out. */
  readonly provenance?: Provenance | undefined
  /** Values nobody else may hold, although the document does not get them. */
  readonly asked?: readonly UniqueKey[] | undefined
}

/** What a change is judged by, and who is told of what it hides. */
export interface Judging {
  readonly policy: Policy
  readonly note: Note
}

/**
 * Writes another document of a resource for SCIM, which manages it from now on. Activating and deactivating an account
 * has conditions and consequences.
 *
 * @throws ScimError `ACCOUNT_PROTECTED`, `SEATS_EXHAUSTED`, `UNIQUENESS_VIOLATED`
 */
export async function rewrite(unit: UnitOfWork, rewriting: Rewriting, judging: Judging): Promise<StoredResource> {
  const { resourceType, current, attributes, asked = [] } = rewriting
  const before = isSwitched(rewriting) ? await switchActivity(unit, rewriting, judging) : provenanceAfter(rewriting)
  const draft = draftOf(resourceType, attributes, { policy: judging.policy, before })
  const asking = asked.length === 0 ? current : await ask(unit, { resourceType, current, draft, asked })
  // Awaited: to return a promise of an asynchronous function takes two turns more than to return what it comes to.
  return await unit.update(resourceType, asking, draft)
}

interface Asking {
  readonly resourceType: ResourceType
  readonly current: StoredResource
  readonly draft: Draft
  readonly asked: readonly UniqueKey[]
}

/**
 * A store tells that a value is taken when it is to be held. So it is, in the order in which conflicts are told, until
 * the draft is written without it.
 */
function ask(unit: UnitOfWork, { resourceType, current, draft, asked }: Asking): Promise<StoredResource> {
  const place = draft.keys.findIndex(({ attribute }) => asked.some((key) => key.attribute === attribute))
  return unit.update(resourceType, current, { ...draft, keys: draft.keys.toSpliced(place, 0, ...asked) })
}

/**
 * What a PUT or PATCH comes to. One that changes nothing leaves version and lastModified alone (RFC 7644 §3.5.2.1), but
 * for SCIM to manage what it has never written is a change.
 *
 * @throws ScimError as {@link rewrite} does
 */
export async function amend(
  unit: UnitOfWork,
  { isChanged, ...rewriting }: Rewriting & { readonly isChanged: boolean },
  judging: Judging,
): Promise<StoredResource> {
  const { resourceType, current } = rewriting
  const { managed } = current.provenance
  if (!isChanged && managed) return current
  if (!managed && kindOf(resourceType) === 'user')
    judging.note('ACCOUNT_LINKED', { by: 'id' }, { resourceType: resourceType.name, resourceId: current.id })
  return await rewrite(unit, rewriting, judging)
}

/** What a write did: nothing, when it left the resource as it was. */
export function effectOf(before: StoredResource, after: StoredResource): Effect {
  if (after === before) return 'unchanged'
  const { active, managed } = before.provenance
  if (active !== after.provenance.active) return active ? 'deactivated' : 'activated'
  return managed ? 'updated' : 'linked'
}

/**
 * Refuses to take a protected account out of use.
 *
 * @throws ScimError `ACCOUNT_PROTECTED`
 */
export function checkProtection({ resourceType, id, provenance }: StoredResource): void {
  if (provenance.protected) throw new ScimError('ACCOUNT_PROTECTED', { resourceType, id })
}

function provenanceAfter({ current, provenance = current.provenance }: Rewriting): Provenance {
  return provenance
}

/** Whether the account comes into use or goes out of it. */
export function isSwitched(rewriting: Rewriting): boolean {
  const { resourceType, current, attributes } = rewriting
  const after = inForce({ attributes, provenance: provenanceAfter(rewriting) })
  return isInUse(resourceType, current) !== isActive(resourceType, after)
}

/**
 * What an account is to be known as when it comes into use or goes out of it as SCIM says.
 *
 * @throws ScimError `ACCOUNT_PROTECTED`, `SEATS_EXHAUSTED`
 */
export async function switchActivity(
  unit: UnitOfWork,
  rewriting: Rewriting,
  { policy, note }: Judging,
): Promise<Provenance> {
  const { resourceType, current } = rewriting
  const provenance = provenanceAfter(rewriting)
  if (isInUse(resourceType, current)) checkProtection(current)
  else await checkSeats(unit, resourceType, policy)
  // A person's account that the identity provider switches becomes the tenant's, unless something else ties it (P-33).
  if (policy.users.convert === 'never' || provenance.owner !== 'person' || provenance.tied) return provenance
  note('ACCOUNT_CONVERTED', {}, { resourceType: resourceType.name, resourceId: current.id })
  return { ...provenance, owner: 'tenant' }
}
