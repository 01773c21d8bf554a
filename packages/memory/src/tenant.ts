import type { StoredResource, UniqueKey } from '@scimkit/core'
import { EqualityIndex, type IndexEntry } from './equality-index.ts'
import { Mutex } from './mutex.ts'
import { OrderedMap } from './ordered-map.ts'
import { Relation } from './relation.ts'
import { UniqueKeys } from './unique-keys.ts'

/** A resource, the unique values it holds, and the entries it has in the index of its type. */
export interface Row {
  readonly record: StoredResource
  readonly keys: readonly UniqueKey[]
  readonly entries: readonly IndexEntry[]
}

/** Everything one tenant has. */
export class Tenant {
  /** Held by the one unit of work that may change this tenant, and by each read while it looks. */
  readonly turn = new Mutex()
  readonly keys = new UniqueKeys()
  /** What was deleted but is kept, by id. Nothing SCIM can ask for is looked up here. */
  readonly tombstones = new Map<string, StoredResource>()
  readonly #collections = new Map<string, OrderedMap<Row>>()
  readonly #indexes = new Map<string, EqualityIndex>()
  readonly #relations = new Map<string, Map<string, Relation>>()

  /** The resources of a type in the order they were created. */
  collection(resourceType: string): OrderedMap<Row> {
    return getOrCreate(this.#collections, resourceType, () => new OrderedMap())
  }

  index(resourceType: string): EqualityIndex {
    return getOrCreate(this.#indexes, resourceType, () => new EqualityIndex())
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

  /** The resource with this id, whatever its type: ids are unique over all types (RFC 7643 §3.1). */
  find(id: string): StoredResource | undefined {
    for (const collection of this.#collections.values()) {
      const row = collection.get(id)
      if (row !== undefined) return row.record
    }
    return undefined
  }
}

function getOrCreate<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const created = create()
  map.set(key, created)
  return created
}
