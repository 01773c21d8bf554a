import type { Attribute, RelationElement, StoredResource, Wanted } from '@scimkit/core'
import { getOrCreate } from './get-or-create.ts'
import { Memberships } from './memberships.ts'
import type { Tenant } from './tenant.ts'

/**
 * Brings records together with what they are related to. It is for one answer, as {@link Memberships} are: made anew
 * for each, and not kept while the tenant changes.
 */
export class Related {
  readonly #tenant: Tenant
  #memberships: Map<Attribute, Memberships> | undefined

  constructor(tenant: Tenant) {
    this.#tenant = tenant
  }

  /** The record with the relations and inverses that are wanted, and no others. */
  with(record: StoredResource, wanted: Wanted): StoredResource {
    if (wanted.length === 0) return record
    const related: Record<string, readonly RelationElement[]> = {}
    for (const attribute of wanted) related[attribute.name] = this.#load(record, attribute)
    return { ...record, related }
  }

  #load({ resourceType, id }: StoredResource, attribute: Attribute): readonly RelationElement[] {
    const { inverseOf } = attribute
    if (inverseOf === undefined) return this.#tenant.relation(resourceType, attribute.name).elementsOf(id)
    this.#memberships ??= new Map()
    return getOrCreate(this.#memberships, attribute, () => new Memberships(this.#tenant, inverseOf)).of(id)
  }
}
