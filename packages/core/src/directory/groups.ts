import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import { ScimError } from '../errors/scim-error.ts'
import { checkDocument } from '../provisioning/check-document.ts'
import { draftWith } from '../provisioning/draft.ts'
import { clearReferences } from '../provisioning/references.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'
import type { RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { hold } from './account.ts'
import type { DirectoryGroup, GroupQuery, MemberChange, NewGroup } from './directory.ts'
import { changeDocument, readDocument } from './document.ts'
import { all, equal } from './filter-for.ts'
import { pageOf } from './page.ts'
import { type GroupParts, type Parts, type Place, withGroups } from './parts.ts'

interface Listed {
  readonly total: number
  readonly groups: readonly DirectoryGroup[]
}

const names: NamesOf<GroupQuery> = { which: true, displayName: true, startIndex: true, count: true }

/** One page of the groups of a tenant. What is not understood of a query would find all of them. */
export async function listGroups(parts: Parts, tenant: string, query: GroupQuery): Promise<Listed> {
  refuseUnknown('Directory.groups', query, names)
  const { store, group } = withGroups(parts)
  const { which = 'live', displayName } = query
  const filter = all([displayName === undefined ? undefined : equal(group, 'displayName', displayName)])
  const scopes = [{ resourceType: group, filter, sortBy: undefined, wanted: [], which }]
  const page = { kind: 'index', ...pageOf(query) } as const
  const { total, resources } = await store.query(tenant, { scopes, descending: false, page })
  return { total, groups: resources.map((resource) => groupOf(tenant, resource)) }
}

const namesOfGroup: NamesOf<NewGroup> = { displayName: true, members: true }

/** Makes a group next to those SCIM manages (P-10). */
export async function addGroup(parts: Parts, tenant: string, made: NewGroup): Promise<DirectoryGroup> {
  refuseUnknown('Directory.addGroup', made, namesOfGroup)
  const { displayName, members = [] } = made
  const grouped = withGroups(parts)
  const { store, group, members: relation, policy } = grouped
  const attributes = readDocument(group, { displayName })
  checkDocument(group, attributes, policy)
  const provenance = { managed: false, origin: 'local', active: true, deleted: false } as const
  const created = await store.transaction(tenant, async (unit) => {
    const elements = await elementsOf(grouped, unit, members)
    const resource = await unit.insert(group, draftWith(group, attributes, { policy, provenance }))
    await unit.changeRelation(resource, relation, [{ kind: 'add', elements }])
    return resource
  })
  return groupOf(tenant, created)
}

/** Another name for a group. One that it has already is not written. */
export async function renameGroup(parts: Parts, { tenant, id }: Place, displayName: string): Promise<DirectoryGroup> {
  const grouped = withGroups(parts)
  const { store, group, policy } = grouped
  return store.transaction(tenant, async (unit) => {
    const current = await hold(unit, group, id)
    refuseLocalEdit(grouped, current)
    const attributes = changeDocument(group, { before: current.attributes, changes: { displayName } })
    checkDocument(group, attributes, policy)
    if (equalJson(attributes, current.attributes)) return groupOf(tenant, current)
    return groupOf(tenant, await writeGroup(grouped, unit, { current, attributes }))
  })
}

export async function deleteGroup(parts: Parts, { tenant, id }: Place): Promise<void> {
  const { store, group } = withGroups(parts)
  return store.transaction(tenant, async (unit) => {
    const current = await hold(unit, group, id)
    await unit.remove(group, current, 'hard')
    await clearReferences(unit, current, parts)
  })
}

const namesOfChange: NamesOf<MemberChange> = { add: true, remove: true }

/** Takes members out of a group, then others in. */
export async function changeMembers(parts: Parts, place: Place, change: MemberChange): Promise<DirectoryGroup> {
  refuseUnknown('Directory.changeMembers', change, namesOfChange)
  const grouped = withGroups(parts)
  const { store, group, members } = grouped
  const { tenant, id } = place
  return store.transaction(tenant, async (unit) => {
    const current = await hold(unit, group, id)
    refuseLocalEdit(grouped, current)
    const elements = await elementsOf(grouped, unit, change.add ?? [])
    const isChanged = await unit.changeRelation(current, members, [
      { kind: 'remove', values: change.remove ?? [] },
      { kind: 'add', elements },
    ])
    if (isChanged) await touchGroup(grouped, unit, current)
    return groupOf(tenant, current)
  })
}

/** Another version of a group whose members have changed: it no longer looks the same. */
export async function touchGroup(parts: GroupParts, unit: UnitOfWork, current: StoredResource): Promise<void> {
  await writeGroup(parts, unit, { current, attributes: current.attributes })
}

function writeGroup(
  { group, policy }: GroupParts,
  unit: UnitOfWork,
  { current, attributes }: { readonly current: StoredResource; readonly attributes: JsonObject },
): Promise<StoredResource> {
  const { provenance } = current
  return unit.update(group, current, draftWith(group, attributes, { policy, provenance }))
}

/** The name of a group, for people to read. */
export function displayNameOf({ attributes: { displayName } }: Pick<StoredResource, 'attributes'>): string {
  return typeof displayName === 'string' ? displayName : ''
}

/** P-36: what the identity provider pushes, it would only push again. */
function refuseLocalEdit({ policy }: Parts, { resourceType, id, provenance }: StoredResource): void {
  if (!provenance.managed || policy.groups.localEdits === 'allow') return
  const reason = 'the identity provider decides about its name and its members, and they are changed there'
  throw new ScimError('LOCAL_EDIT_BLOCKED', { resourceType, id, reason })
}

/** Anything in the tenant may be a member, managed or not: the application knows whom it means. */
async function elementsOf(
  { members }: GroupParts,
  unit: UnitOfWork,
  ids: readonly string[],
): Promise<readonly RelationElement[]> {
  const known = await unit.identify(ids)
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length > 0) {
    const why = Object.fromEntries(unknown.map((id) => [id, 'unknown'] as const))
    throw new ScimError('MEMBERS_INVALID', { attribute: members.name, ids: unknown, why })
  }
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
