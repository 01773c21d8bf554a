import type { Attribute, RelationElement, StoredResource, Wanted } from '@scimkit/core'
import { membershipsOf } from './memberships.ts'
import type { Tenant } from './tenant.ts'

/** The record with the relations and inverses that are wanted, and no others. */
export function withRelated(tenant: Tenant, record: StoredResource, wanted: Wanted): StoredResource {
  if (wanted.length === 0) return record
  const related: Record<string, readonly RelationElement[]> = {}
  for (const attribute of wanted) related[attribute.name] = load(tenant, record, attribute)
  return { ...record, related }
}

function load(tenant: Tenant, record: StoredResource, attribute: Attribute): readonly RelationElement[] {
  if (attribute.inverseOf !== undefined) return membershipsOf(tenant, record.id, attribute.inverseOf)
  return tenant.relation(record.resourceType, attribute.name).elementsOf(record.id)
}
