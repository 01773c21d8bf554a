import { type Finding, findingOf } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { RelationDelta, RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import type { Assertion } from './directory.ts'
import { equal } from './filter-for.ts'
import { displayNameOf, touchGroup } from './groups.ts'
import { type Grouping, type Parts, withGroups } from './parts.ts'

/** What a sign-in changes in the memberships of a person. */
export interface MembershipChange {
  readonly join: readonly StoredResource[]
  readonly leave: readonly StoredResource[]
}

/**
 * Where groups come with the sign-in, an assertion without them cannot be told from one of somebody who lost them all.
 * SAML is refused then; OIDC leaves empty claims out (B-27).
 *
 * @throws ScimError `SIGN_IN_REFUSED`
 */
export function refuseWithoutGroups(parts: Parts, { protocol, groups }: Assertion): void {
  // Checked although it is typed: a single group may come as a text, which would be taken letter by letter.
  if (groups !== undefined && !isListOfTexts(groups))
    throw new ScimError('SIGN_IN_REFUSED', { reason: 'the groups of the assertion are no list of names' })
  if (!takesGroups(parts) || protocol === 'oidc' || groups !== undefined) return
  throw new ScimError('SIGN_IN_REFUSED', { reason: 'the assertion says nothing about groups, and they decide here' })
}

function isListOfTexts(groups: unknown): boolean {
  return Array.isArray(groups) && groups.every((group) => typeof group === 'string')
}

/**
 * Decides which managed groups a person comes into and goes out of. Local groups are not the identity provider's, and
 * names of groups that were never pushed have no effect (B-23).
 */
export async function planMemberships(
  parts: Parts,
  unit: UnitOfWork,
  { assertion, memberships }: { readonly assertion: Assertion; readonly memberships: readonly RelationElement[] },
): Promise<MembershipChange> {
  const { policy, grouping } = parts
  if (policy.groups.membershipAuthority === 'scim' || grouping === undefined) return { join: [], leave: [] }
  const asserted = takesGroups(parts) ? await groupsNamed(grouping, unit, assertion.groups ?? []) : new Map()
  const present = await managedAmong(grouping, unit, memberships)
  return {
    join: [...asserted.values()].filter(({ id }) => !present.has(id)),
    leave: [...present.values()].filter(({ id }) => !asserted.has(id)),
  }
}

/** Makes the change, at a cost that follows it. */
export async function changeMemberships(
  parts: Parts,
  unit: UnitOfWork,
  { join, leave, person }: MembershipChange & { readonly person: StoredResource },
): Promise<void> {
  if (join.length + leave.length === 0) return
  const grouped = withGroups(parts)
  const element = { value: person.id, type: person.resourceType }
  const deltas: readonly (readonly [StoredResource, RelationDelta])[] = [
    ...join.map((group) => [group, { kind: 'add', elements: [element] }] as const),
    ...leave.map((group) => [group, { kind: 'remove', values: [person.id] }] as const),
  ]
  for (const [group, delta] of deltas) {
    if (await unit.changeRelation(group, grouped.members, [delta])) await touchGroup(grouped, unit, group)
  }
}

/** What the identity provider should know about groups that were left because it did not send them. */
export function membershipFindings(
  parts: Parts,
  { leave, person, assertion }: Pick<MembershipChange, 'leave'> & { person: StoredResource; assertion: Assertion },
): readonly Finding[] {
  const groups = leave.map(displayNameOf)
  if (groups.length === 0 || (takesGroups(parts) && assertion.groups !== undefined)) return []
  const code = takesGroups(parts) ? 'GROUPS_CLAIM_MISSING' : 'MEMBERSHIPS_CLEARED'
  return [findingOf(code, { groups }, { resourceType: person.resourceType, resourceId: person.id })]
}

function takesGroups({ policy, grouping }: Parts): boolean {
  return grouping !== undefined && policy.groups.membershipAuthority === 'login' && policy.login.autoprovisioning
}

async function groupsNamed({ group }: Grouping, unit: UnitOfWork, names: readonly string[]): Promise<GroupsById> {
  const found = new Map<string, StoredResource>()
  for (const name of new Set(names)) {
    const groups = await unit.find(group, { filter: equal(group, 'displayName', name) }, 'managed')
    for (const each of groups) found.set(each.id, each)
  }
  return found
}

async function managedAmong(
  { group }: Grouping,
  unit: UnitOfWork,
  memberships: readonly RelationElement[],
): Promise<GroupsById> {
  const found = new Map<string, StoredResource>()
  for (const { value, type } of memberships) {
    const membership = type === 'direct' ? await unit.get(group, value) : undefined
    if (membership?.provenance.managed) found.set(value, membership)
  }
  return found
}

type GroupsById = ReadonlyMap<string, StoredResource>
