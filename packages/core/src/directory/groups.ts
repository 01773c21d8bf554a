import { ScimError } from '../errors/scim-error.ts'
import { draftWith } from '../provisioning/draft.ts'
import { clearReferences } from '../provisioning/references.ts'
import type { RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { hold } from './account.ts'
import type { DirectoryGroup, GroupQuery } from './directory.ts'
import { readDocument } from './document.ts'
import { all, equal } from './filter-for.ts'
import { pageOf } from './list-accounts.ts'
import type { Parts, Place } from './parts.ts'

interface Listed {
  readonly total: number
  readonly groups: readonly DirectoryGroup[]
}

/** One page of the groups of a tenant. */
export async function listGroups({ store, group }: Parts, tenant: string, query: GroupQuery): Promise<Listed> {
  const { which = 'live', displayName } = query
  const filter = all([displayName === undefined ? undefined : equal(group, 'displayName', displayName)])
  const scopes = [{ resourceType: group, filter, sortBy: undefined, wanted: [], which }]
  const page = { kind: 'index', ...pageOf(query) } as const
  const { total, resources } = await store.query(tenant, { scopes, descending: false, page })
  return { total, groups: resources.map((resource) => groupOf(tenant, resource)) }
}

/** Makes a group next to those SCIM manages (P-10). */
export async function addGroup(
  parts: Parts,
  tenant: string,
  { displayName, members = [] }: { readonly displayName: string; readonly members?: readonly string[] },
): Promise<DirectoryGroup> {
  const { store, group, members: relation, policy } = parts
  const attributes = await readDocument(group, { displayName })
  const provenance = { managed: false, origin: 'local', active: true, deleted: false } as const
  const created = await store.transaction(tenant, async (unit) => {
    const elements = await elementsOf(parts, unit, members)
    const resource = await unit.insert(group, draftWith(group, attributes, { policy, provenance }))
    await unit.changeRelation(resource, relation, [{ kind: 'add', elements }])
    return resource
  })
  return groupOf(tenant, created)
}

export function deleteGroup(parts: Parts, { tenant, id }: Place): Promise<void> {
  const { store, group } = parts
  return store.transaction(tenant, async (unit) => {
    const current = await hold(unit, group, id)
    await unit.remove(group, current, 'hard')
    await clearReferences(unit, current, parts)
  })
}

/** What changes in the members of a group. */
interface MemberChange {
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}

/** Takes members out of a group, then others in. */
export async function changeMembers(parts: Parts, place: Place, change: MemberChange): Promise<DirectoryGroup> {
  const { store, group, members } = parts
  const { tenant, id } = place
  return store.transaction(tenant, async (unit) => {
    const current = await hold(unit, group, id)
    refuseLocalEdit(parts, current)
    const elements = await elementsOf(parts, unit, change.add ?? [])
    const isChanged = await unit.changeRelation(current, members, [
      { kind: 'remove', values: change.remove ?? [] },
      { kind: 'add', elements },
    ])
    if (isChanged) await touchGroup(parts, unit, current)
    return groupOf(tenant, current)
  })
}

/** Another version of a group whose members have changed: it no longer looks the same. */
export async function touchGroup({ group, policy }: Parts, unit: UnitOfWork, current: StoredResource): Promise<void> {
  const { attributes, provenance } = current
  await unit.update(group, current, draftWith(group, attributes, { policy, provenance }))
}

/** The name of a group, for people to read. */
export function displayNameOf({ attributes: { displayName } }: Pick<StoredResource, 'attributes'>): string {
  return typeof displayName === 'string' ? displayName : ''
}

/** P-36: what the identity provider pushes, it would only push again. */
function refuseLocalEdit({ policy }: Parts, { resourceType, id, provenance }: StoredResource): void {
  if (!provenance.managed || policy.groups.localEdits === 'allow') return
  const reason = 'the identity provider decides about its members, and they are changed there'
  throw new ScimError('LOCAL_EDIT_BLOCKED', { resourceType, id, reason })
}

/** Anything in the tenant may be a member, managed or not: the application knows whom it means. */
async function elementsOf(
  { members }: Parts,
  unit: UnitOfWork,
  ids: readonly string[],
): Promise<readonly RelationElement[]> {
  const known = await unit.identify(ids)
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length > 0) throw new ScimError('MEMBERS_INVALID', { attribute: members.name, ids: unknown })
  return [...new Set(ids)].flatMap((value) => {
    const type = known.get(value)?.resourceType
    return type === undefined ? [] : { value, type }
  })
}

/** A group as the application sees it. */
export function groupOf(tenant: string, resource: StoredResource): DirectoryGroup {
  const { id, provenance } = resource
  return { tenant, id, displayName: displayNameOf(resource), provenance }
}
