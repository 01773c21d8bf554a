import { compileElementFilter } from '../filter/compile.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { isJsonArray, type JsonValue } from '../schema/json.ts'
import type { Registry } from '../schema/registry.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { draftWith } from './draft.ts'
import type { Policy } from './policy.ts'

/** Where references may stand, and what is done about them. */
export interface Referring {
  readonly policy: Policy
  readonly resourceTypes: Registry['resourceTypes']
}

/**
 * Clears what refers to a resource that has been deleted, where the policy says so (`protocol.references`, A36).
 * Elements of relations are not meant: a store takes them away by itself.
 */
export async function clearReferences(unit: UnitOfWork, deleted: StoredResource, referring: Referring): Promise<void> {
  const { policy, resourceTypes } = referring
  if (policy.protocol.references === 'keep') return
  for (const resourceType of resourceTypes)
    for (const attribute of resourceType.attributes)
      if (refersTo(attribute, deleted.resourceType)) await clear(unit, { resourceType, attribute, deleted, policy })
}

/** Whether an attribute refers to resources of a type, and may be without a value. */
function refersTo({ byName, relation, inverseOf, mutability, required }: Attribute, resourceType: string): boolean {
  if (relation || inverseOf !== undefined || mutability !== 'readWrite' || required) return false
  return byName.has('value') && byName.get('$ref')?.referenceTypes.includes(resourceType) === true
}

interface Clearing {
  readonly resourceType: ResourceType
  readonly attribute: Attribute
  readonly deleted: StoredResource
  readonly policy: Policy
}

async function clear(unit: UnitOfWork, { resourceType, attribute, deleted, policy }: Clearing): Promise<void> {
  const value = attribute.byName.get('value')
  if (value === undefined) return
  const filter = { kind: 'compare', attribute: value, operator: 'eq', value: deleted.id } as const
  const isMeant = compileElementFilter(filter)
  // A unit finds some at a time, and those that are cleared no more.
  for (;;) {
    const found = await unit.find(resourceType, { filter }, 'live')
    if (found.length === 0) return
    for (const each of found) {
      const left = without(valueAt(each.attributes, attribute), isMeant)
      const attributes = withValue(each.attributes, attribute, left)
      await unit.update(
        resourceType,
        each,
        draftWith(resourceType, attributes, { policy, provenance: each.provenance }),
      )
    }
  }
}

function without(value: JsonValue | undefined, isMeant: (element: JsonValue) => boolean): JsonValue | undefined {
  if (!isJsonArray(value)) return undefined
  const left = value.filter((element) => !isMeant(element))
  return left.length === 0 ? undefined : left
}
