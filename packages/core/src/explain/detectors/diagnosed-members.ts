import { findingOf } from '../../errors/finding.ts'
import type { MemberProblem } from '../../errors/member-problem.ts'
import { brief, clip, isScimError } from '../../errors/scim-error.ts'
import { whyUnreadable } from '../../filter/scope.ts'
import type { Policy } from '../../provisioning/policy.ts'
import type { Attribute, ResourceType } from '../../schema/attribute.ts'
import { hide } from '../redact.ts'
import { aboutOf, type Detector, type Situation } from '../situation.ts'

/** How many ids nobody knows are looked for in the store: some are enough to see what went wrong. */
const most = 10

/** What is to be said of each problem that the operation found. */
const reasons: Readonly<Record<MemberProblem, (policy: Policy) => string>> = {
  unknown: () => 'is not known here',
  inactive: () => 'is deactivated here',
  unmanaged: () => 'is not managed by SCIM',
  'wrong type': () => 'is of a type that cannot be a member here',
  'beyond window': ({ groups }) =>
    `is here, and not among the first ${groups.identityWindow}, who alone can be members`,
}

/** Why members were refused: not known, deactivated, or named by something that is no id (failure 4). */
export const diagnosedMembers: Detector = {
  applies: ({ error }) => error?.code === 'MEMBERS_INVALID',
  find: async (situation) => {
    const { error, redact, policy } = situation
    if (!isScimError(error, 'MEMBERS_INVALID')) return undefined
    const { ids, why } = error.params
    const found = new Map<string, string>()
    for (const id of ids.filter((each) => why[each] === 'unknown').slice(0, most)) {
      const what = await findNamed(situation, id)
      if (what !== undefined) found.set(id, what)
    }
    const reasonOf = (id: string): string => found.get(id) ?? reasons[why[id] ?? 'unknown'](policy)
    const said = ids.map((id) => `${clip(hide(id, redact), brief)} ${reasonOf(id)}`)
    return findingOf('MEMBERS_DIAGNOSED', { reasons: said }, aboutOf(situation))
  },
}

/** What has this as its user name, or whatever else clients take for an id. */
async function findNamed({ store, entry, resourceTypes }: Situation, value: string): Promise<string | undefined> {
  for (const resourceType of resourceTypes) {
    for (const attribute of namesOf(resourceType)) {
      const filter = { kind: 'compare', attribute, operator: 'eq', value } as const
      const { resources } = await store.query(entry.tenant, {
        scopes: [{ resourceType, filter, sortBy: undefined, wanted: [] }],
        descending: false,
        page: { kind: 'index', startIndex: 1, count: 1 },
      })
      const [named] = resources
      if (named !== undefined) return `is the ${attribute.path} of ${resourceType.name} ${named.id}, not an id`
    }
  }
  return undefined
}

/**
 * What clients take for the id of a resource: whatever else it can be looked up by. A secret cannot, and is not
 * guessed.
 */
function namesOf({ indexed }: ResourceType): readonly Attribute[] {
  return indexed.filter(
    (attribute) =>
      attribute.type === 'string' &&
      attribute.mutability !== 'readOnly' &&
      !attribute.parent &&
      whyUnreadable(attribute) === undefined,
  )
}
