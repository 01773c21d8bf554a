import type { Which } from '@scimkit/core'
import { getOrCreate } from './get-or-create.ts'
import { Mutex } from './mutex.ts'
import type { Entry } from './ordered-map.ts'
import { Relation } from './relation.ts'
import { type Row, Shelf } from './shelf.ts'
import { UniqueKeys } from './unique-keys.ts'

/** Everything one tenant has. */
export class Tenant {
  /** Held by the one unit of work that may change this tenant, and by each read while it looks. */
  readonly turn = new Mutex()
  readonly keys = new UniqueKeys()
  readonly #live = new Map<string, Shelf>()
  readonly #tombstones = new Map<string, Shelf>()
  readonly #relations = new Map<string, Map<string, Relation>>()

  /** The resources of a type that are there, in the order they were created or came back. */
  live(resourceType: string): Shelf {
    return getOrCreate(this.#live, resourceType, () => new Shelf())
  }

  /** What was deleted but is kept, in the order of its deletion. */
  tombstones(resourceType: string): Shelf {
    return getOrCreate(this.#tombstones, resourceType, () => new Shelf())
  }

  /** Where the resources of a type that are meant are. */
  shelf(resourceType: string, which: Which): Shelf {
    return which === 'deleted' ? this.tombstones(resourceType) : this.live(resourceType)
  }

  relation(resourceType: string, attribute: string): Relation {
    const ofType = getOrCreate(this.#relations, resourceType, () => new Map<string, Relation>())
    return getOrCreate(ofType, attribute, () => new Relation())
  }

  /** The relations of a type that have ever held anything. */
  relationsOf(resourceType: string): Iterable<Relation> {
    return this.#relations.get(resourceType)?.values() ?? []
  }

  /** The names of the types that have relations. */
  relationOwners(): Iterable<string> {
    return this.#relations.keys()
  }

  /** The live resource with this id, whatever its type: ids are unique over all types (RFC 7643 §3.1). */
  find(id: string): Entry<Row> | undefined {
    for (const { rows } of this.#live.values()) {
      const entry = rows.entry(id)
      if (entry !== undefined) return entry
    }
    return undefined
  }
}
