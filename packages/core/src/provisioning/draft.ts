import { comparableOf } from '../filter/order.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import type { Draft, Provenance, UniqueKey } from '../store/store.ts'
import type { Policy } from './policy.ts'

/** What a document has to be written with: its unique keys and where it now comes from. */
export function draftOf(
  resourceType: ResourceType,
  attributes: JsonObject,
  { policy, before }: { readonly policy: Policy; readonly before?: Provenance },
): Draft {
  const keys = uniqueKeys(resourceType, attributes, policy)
  return { attributes, keys, provenance: provenanceOf(resourceType, attributes, before) }
}

function provenanceOf(resourceType: ResourceType, attributes: JsonObject, before: Provenance | undefined): Provenance {
  const { activeAttribute } = resourceType
  // Absent is not false: a PUT without `active` must not lock anybody out.
  const active = activeAttribute === undefined || valueAt(attributes, activeAttribute) !== false
  return { ...(before ?? { origin: 'scim' }), managed: true, active, deleted: false }
}

type Scope = UniqueKey['scope']

/** The unique attributes of a resource type: those the schema declares (RFC 7643 §7) and those the policy adds. */
function uniqueAttributes(resourceType: ResourceType, policy: Policy): readonly (readonly [Attribute, Scope])[] {
  const declared = resourceType.unique.map(
    (attribute) => [attribute, attribute.uniqueness === 'global' ? 'global' : 'tenant'] as const,
  )
  const added = policy.unique.flatMap(({ resourceType: name, attribute, scope }) => {
    const found = name === resourceType.name ? findAttribute(resourceType, attribute) : undefined
    return found?.kind === 'attribute' ? [[found.attribute, scope] as const] : []
  })
  return [...declared, ...added]
}

function uniqueKeys(resourceType: ResourceType, attributes: JsonObject, policy: Policy): readonly UniqueKey[] {
  return uniqueAttributes(resourceType, policy).flatMap(([attribute, scope]) => {
    const comparable = comparableOf(attribute)
    const keys = leavesAt(attributes, attribute).flatMap((value): readonly UniqueKey[] => {
      const key = comparable(value)
      if (key === undefined) return []
      return [{ attribute: attribute.path, scope, key: String(key), value: String(value) }]
    })
    // A resource may hold a value twice: it does not compete with itself.
    return [...new Map(keys.map((key) => [key.key, key])).values()]
  })
}

function leavesAt(attributes: JsonObject, attribute: Attribute): readonly (JsonValue | undefined)[] {
  const { parent } = attribute
  const value = valueAt(attributes, parent ?? attribute)
  const values = isJsonArray(value) ? value : [value]
  return parent === undefined
    ? values
    : values.flatMap((element) => (isJsonObject(element) ? element[attribute.name] : []))
}
