import { type Finding, findingOf } from '../../errors/finding.ts'
import { displayNameOf } from '../groups.ts'
import { type GroupParts, type Parts, withGroups } from '../parts.ts'
import { countOf } from '../walk.ts'

/** How many local groups are told. */
const maxGroups = 100

/** What goes wrong once groups are pushed. */
export async function checkGroups(parts: Parts, tenant: string): Promise<readonly Finding[]> {
  if (parts.grouping === undefined) return []
  const grouped = withGroups(parts)
  return [...(await clearedGroups(grouped, tenant)), ...(await takenNames(grouped, tenant))]
}

/** B-08: the next sign-in of each member undoes the push. */
async function clearedGroups(parts: GroupParts, tenant: string): Promise<readonly Finding[]> {
  const { policy, group } = parts
  if (policy.groups.membershipAuthority === 'scim' || policy.login.autoprovisioning) return []
  const groups = await countOf(parts, tenant, { resourceType: group, which: 'managed' })
  return groups === 0 ? [] : [findingOf('PUSHED_GROUPS_CLEARED', { groups })]
}

/** F-20: a group of the same name cannot be pushed. */
async function takenNames({ policy, group, store }: GroupParts, tenant: string): Promise<readonly Finding[]> {
  if (policy.groups.displayNameUniqueness === 'none') return []
  const scopes = [
    { resourceType: group, filter: undefined, sortBy: undefined, wanted: [], which: 'unmanaged' },
  ] as const
  const page = { kind: 'index', startIndex: 1, count: maxGroups } as const
  const { resources } = await store.query(tenant, { scopes, descending: false, page })
  return resources.map((local) =>
    findingOf(
      'GROUP_NAME_TAKEN',
      { displayName: displayNameOf(local) },
      { resourceType: group.name, resourceId: local.id },
    ),
  )
}
