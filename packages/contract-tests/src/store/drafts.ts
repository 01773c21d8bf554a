import { type Draft, type JsonObject, type Provenance, prepare, type ResourceType, type UniqueKey } from '@scimkit/core'

const fromScim: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

/** What the core would hand to a store for these attributes. */
export function draft(resourceType: ResourceType, attributes: JsonObject, provenance: Partial<Provenance> = {}): Draft {
  const keys = resourceType.unique.flatMap((attribute): readonly UniqueKey[] => {
    const value = attributes[attribute.name]
    if (typeof value !== 'string') return []
    const scope = attribute.uniqueness === 'global' ? 'global' : 'tenant'
    return [{ attribute: attribute.path, scope, key: prepare(value, attribute.caseExact), value }]
  })
  return { attributes, keys, provenance: { ...fromScim, ...provenance } }
}
