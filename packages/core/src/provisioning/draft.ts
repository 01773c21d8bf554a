import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { prepare } from '../schema/fold.ts'
import { isJsonArray, isJsonObject, type JsonObject } from '../schema/json.ts'
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
  return uniqueAttributes(resourceType, policy).flatMap(([attribute, scope]) =>
    stringsAt(attributes, attribute).map((value) => ({
      attribute: attribute.path,
      scope,
      key: prepare(value, attribute.caseExact),
      value,
    })),
  )
}

function stringsAt(attributes: JsonObject, attribute: Attribute): readonly string[] {
  const { parent } = attribute
  const value = valueAt(attributes, parent ?? attribute)
  const values = isJsonArray(value) ? value : [value]
  const leaves =
    parent === undefined
      ? values
      : values.map((element) => (isJsonObject(element) ? element[attribute.name] : undefined))
  return leaves.filter((leaf) => leaf !== undefined && leaf !== null).map(String)
}
