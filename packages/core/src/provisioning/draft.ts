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

/** An attribute whose values must be unique: how far, and what makes two values equal. */
interface UniqueAttribute {
  readonly attribute: Attribute
  readonly scope: Scope
  readonly comparable: ReturnType<typeof comparableOf>
}

const settled = new WeakMap<Policy, Map<ResourceType, readonly UniqueAttribute[]>>()

/** The unique attributes of a resource type: those the schema declares (RFC 7643 §7) and those the policy adds. */
function uniqueAttributes(resourceType: ResourceType, policy: Policy): readonly UniqueAttribute[] {
  const known = settled.get(policy)?.get(resourceType)
  if (known !== undefined) return known
  const ofPolicy = settled.get(policy) ?? new Map<ResourceType, readonly UniqueAttribute[]>()
  const made = [...declaredBy(resourceType), ...addedBy(policy, resourceType)]
  settled.set(policy, ofPolicy.set(resourceType, made))
  return made
}

function declaredBy({ unique }: ResourceType): readonly UniqueAttribute[] {
  return unique.map((attribute) => toUnique(attribute, attribute.uniqueness === 'global' ? 'global' : 'tenant'))
}

function addedBy({ unique }: Policy, resourceType: ResourceType): readonly UniqueAttribute[] {
  return unique.flatMap(({ resourceType: name, attribute, scope }) => {
    const found = name === resourceType.name ? findAttribute(resourceType, attribute) : undefined
    return found?.kind === 'attribute' ? [toUnique(found.attribute, scope)] : []
  })
}

function toUnique(attribute: Attribute, scope: Scope): UniqueAttribute {
  return { attribute, scope, comparable: comparableOf(attribute) }
}

function uniqueKeys(resourceType: ResourceType, attributes: JsonObject, policy: Policy): readonly UniqueKey[] {
  return uniqueAttributes(resourceType, policy).flatMap(({ attribute, scope, comparable }) => {
    const keys = leavesAt(attributes, attribute).flatMap((value): readonly UniqueKey[] => {
      const key = comparable(value)
      if (key === undefined) return []
      return [{ attribute: attribute.path, scope, key: String(key), value: String(value) }]
    })
    // A resource may hold a value twice: it does not compete with itself.
    return keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.key, key])).values()]
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
