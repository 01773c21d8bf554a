import { conflictWith, type Finding, findingOf } from '../../errors/finding.ts'
import { valuesOf } from '../../filter/read-values.ts'
import { whyUnreadable } from '../../filter/scope.ts'
import type { Attribute, ResourceType } from '../../schema/attribute.ts'
import { isResourceId } from '../../schema/reference.ts'
import type { StoredResource } from '../../store/store.ts'
import { hide } from '../redact.ts'
import { aboutOf, type Detector, type Situation } from '../situation.ts'

/**
 * A new account that shares an address or the external id with another one: the same person after a rename, or with
 * other identifiers at the sign-in than in provisioning (failures 7 and 15).
 */
export const nearDuplicate: Detector = {
  applies: ({ entry, resourceType }) =>
    entry.operation === 'create' && entry.effect === 'created' && resourceType?.activeAttribute !== undefined,
  find: async (situation) => {
    const { store, entry, resourceType } = situation
    if (resourceType === undefined || entry.resourceId === undefined) return undefined
    const created = await store.read(entry.tenant, resourceType, entry.resourceId, [])
    if (created === undefined) return undefined
    for (const attribute of identifying(resourceType)) {
      const found = await findTwin(situation, { created, attribute, resourceType })
      if (found !== undefined) return found
    }
    return undefined
  },
}

/**
 * What can be looked up and tells who somebody is, not who belongs to them, besides the name the account was created
 * under.
 */
function identifying({ indexed }: ResourceType): readonly Attribute[] {
  return indexed.filter(
    (attribute) =>
      !attribute.required &&
      attribute.type === 'string' &&
      attribute.mutability !== 'readOnly' &&
      !isResourceId(attribute) &&
      whyUnreadable(attribute) === undefined,
  )
}

interface Looking {
  readonly created: StoredResource
  readonly attribute: Attribute
  readonly resourceType: ResourceType
}

async function findTwin(
  situation: Situation,
  { created, attribute, resourceType }: Looking,
): Promise<Finding | undefined> {
  const { store, entry, redact } = situation
  // Nobody has many addresses; and one that is shared is enough.
  for (const value of valuesOf(attribute)(created).slice(0, 3)) {
    if (typeof value !== 'string') continue
    const filter = { kind: 'compare', attribute, operator: 'eq', value } as const
    const { resources } = await store.query(entry.tenant, {
      scopes: [{ resourceType, filter, sortBy: undefined, wanted: [] }],
      descending: false,
      page: { kind: 'index', startIndex: 1, count: 2 },
    })
    const twin = resources.find(({ id }) => id !== created.id)
    if (twin === undefined) continue
    const conflict = conflictWith(twin)
    const params = { sharing: attribute.path, value: hide(value, redact) }
    return findingOf('ACCOUNT_NEAR_DUPLICATE', params, { ...aboutOf(situation), conflict })
  }
  return undefined
}
