import type { Attribute, RelationElement } from '@scimkit/core'
import type { Tenant } from './tenant.ts'

type Inverse = NonNullable<Attribute['inverseOf']>

/**
 * What a resource belongs to, seen from its side, e.g. the groups of a user: the direct owners first, then those that
 * hold it through others (RFC 7643 §4.1.2 `groups.type`), nearest first. Groups may form a cycle, so each is visited once.
 */
export function membershipsOf(tenant: Tenant, id: string, { resourceType, attribute }: Inverse): RelationElement[] {
  const relation = tenant.relation(resourceType, attribute)
  const direct = relation.ownersOf(id)
  if (direct.length === 0) return []
  const seen = new Set([id, ...direct])
  const indirect: string[] = []
  const queue = [...direct]
  for (const owner of queue) {
    for (const above of relation.ownersOf(owner)) {
      if (seen.has(above)) continue
      seen.add(above)
      indirect.push(above)
      queue.push(above)
    }
  }
  const toElement = (type: string) => (owner: string) => describe(tenant, { resourceType, owner, type })
  return [...direct.map(toElement('direct')), ...indirect.map(toElement('indirect'))]
}

function describe(tenant: Tenant, found: { resourceType: string; owner: string; type: string }): RelationElement {
  const display = tenant.live(found.resourceType).get(found.owner)?.record.attributes.displayName
  return { value: found.owner, type: found.type, ...(typeof display === 'string' && { display }) }
}
