import { findingOf } from '../../errors/finding.ts'
import { isScimError } from '../../errors/scim-error.ts'
import { whyUnreadable } from '../../filter/scope.ts'
import type { Attribute, ResourceType } from '../../schema/attribute.ts'
import { aboutOf, type Detector, type Situation } from '../situation.ts'

/** Some are enough to see what went wrong. */
const most = 10

/** Why members were refused: not known, deactivated, or named by something that is no id (failure 4). */
export const diagnosedMembers: Detector = {
  applies: ({ error }) => error?.code === 'MEMBERS_INVALID',
  find: async (situation) => {
    const { error, redact } = situation
    if (!isScimError(error, 'MEMBERS_INVALID')) return undefined
    const reasons: string[] = []
    for (const id of error.params.ids.slice(0, most))
      reasons.push(`${redact?.(id) ?? id} ${await reasonFor(situation, id)}`)
    return findingOf('MEMBERS_DIAGNOSED', { reasons }, aboutOf(situation))
  },
}

async function reasonFor({ store, entry, resourceTypes }: Situation, id: string): Promise<string> {
  for (const resourceType of resourceTypes) {
    const found = await store.read(entry.tenant, resourceType, id, [])
    if (found !== undefined) return found.provenance.active ? 'cannot be a member here' : 'is deactivated here'
  }
  for (const resourceType of resourceTypes) {
    for (const attribute of namesOf(resourceType)) {
      const filter = { kind: 'compare', attribute, operator: 'eq', value: id } as const
      const { resources } = await store.query(entry.tenant, {
        scopes: [{ resourceType, filter, sortBy: undefined, wanted: [] }],
        descending: false,
        page: { kind: 'index', startIndex: 1, count: 1 },
      })
      const [named] = resources
      if (named !== undefined) return `is the ${attribute.path} of ${resourceType.name} ${named.id}, not an id`
    }
  }
  return 'is not known here'
}

/** What clients take for the id of a resource: whatever else it can be looked up by. A secret cannot, and is not guessed. */
function namesOf({ indexed }: ResourceType): readonly Attribute[] {
  return indexed.filter(
    (attribute) =>
      attribute.type === 'string' &&
      attribute.mutability !== 'readOnly' &&
      !attribute.parent &&
      whyUnreadable(attribute) === undefined,
  )
}
