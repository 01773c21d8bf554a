import { isInUse } from '../provisioning/draft.ts'
import type { RelationElement, StoredResource } from '../store/store.ts'
import { notFound } from './account.ts'
import type { Parts, Place } from './parts.ts'

/** The groups a person is in: `direct`, and `indirect` through another group. */
export async function membershipsOf(parts: Parts, place: Place): Promise<readonly RelationElement[]> {
  return relatedOf(parts, await readWithGroups(parts, place))
}

/** The groups that give a person access now (B-24, B-25). An account that is not in use has none. */
export async function effectiveGroups(parts: Parts, place: Place): Promise<readonly string[]> {
  const found = await readWithGroups(parts, place)
  if (found === undefined) throw notFound(parts.user, place.id)
  if (!isInUse(parts.user, found)) return []
  const { addEffective, removeEffective } = parts.policy.groups
  const present = new Set(relatedOf(parts, found).map(({ value }) => value))
  const atSignIn = new Set(found.provenance.groupsAtSignIn)
  const added = addEffective === 'immediate' ? [...present] : [...present].filter((id) => atSignIn.has(id))
  const notYetGone = removeEffective === 'immediate' ? [] : [...atSignIn].filter((id) => !present.has(id))
  return [...added, ...notYetGone]
}

function readWithGroups({ store, user, grouping }: Parts, { tenant, id }: Place): Promise<StoredResource | undefined> {
  return store.read(tenant, user, id, grouping === undefined ? [] : [grouping.memberships])
}

function relatedOf({ grouping }: Parts, resource: StoredResource | undefined): readonly RelationElement[] {
  return (grouping && resource?.related?.[grouping.memberships.name]) ?? []
}
