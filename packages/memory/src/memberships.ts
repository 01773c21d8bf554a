import type { Attribute, RelationElement } from '@scimkit/core'
import { Above } from './above.ts'
import type { Relation } from './relation.ts'
import type { Tenant } from './tenant.ts'

type Inverse = NonNullable<Attribute['inverseOf']>

/**
 * What resources belong to, seen from their side, e.g. the groups of users. It is for one answer: nothing changes
 * meanwhile, and what is above a group is found out once, not for each of its members.
 */
export class Memberships {
  readonly #tenant: Tenant
  readonly #resourceType: string
  readonly #relation: Relation
  #above: Above | undefined

  constructor(tenant: Tenant, { resourceType, attribute }: Inverse) {
    this.#tenant = tenant
    this.#resourceType = resourceType
    this.#relation = tenant.relation(resourceType, attribute)
  }

  /**
   * What a resource belongs to, itself excepted: the direct owners first, then those that hold it through others (RFC
   * 7643 §4.1.2 `groups.type`), oldest first.
   */
  of(id: string): readonly RelationElement[] {
    const direct = this.#relation.ownersOf(id).filter((owner) => owner !== id)
    if (direct.length === 0) return []
    const known = new Set([id, ...direct])
    this.#above ??= new Above(this.#relation)
    const indirect = [...this.#above.all(direct)].filter((owner) => !known.has(owner))
    const oldestFirst = this.#tenant
      .live(this.#resourceType)
      .rows.select(indirect)
      .map(({ value }) => value.record.id)
    return [
      ...direct.map((owner) => this.#describe(owner, 'direct')),
      ...oldestFirst.map((owner) => this.#describe(owner, 'indirect')),
    ]
  }

  #describe(owner: string, type: string): RelationElement {
    const display = this.#tenant.live(this.#resourceType).get(owner)?.record.attributes.displayName
    return { value: owner, type, ...(typeof display === 'string' && { display }) }
  }
}
