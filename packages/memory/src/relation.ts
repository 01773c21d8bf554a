import type { RelationElement } from '@scimkit/core'
import type { Journal } from './journal.ts'
import { OrderedMap } from './ordered-map.ts'

const none: readonly string[] = []

/**
 * One relation of one resource type, e.g. the members of all groups of a tenant: a row per element, found from both
 * sides. No operation here looks at more rows than it is about.
 */
export class Relation {
  readonly #elements = new Map<string, OrderedMap<RelationElement>>()
  readonly #owners = new Map<string, OrderedMap<true>>()

  /** The elements of an owner in the order they were added. */
  elementsOf(owner: string): readonly RelationElement[] {
    return [...(this.#elements.get(owner)?.values() ?? [])]
  }

  /** The values of an owner's elements in the order they were added. */
  valuesOf(owner: string): readonly string[] {
    return [...(this.#elements.get(owner)?.keys() ?? [])]
  }

  /** The owners that have an element with this value, in the order they got it. */
  ownersOf(value: string): readonly string[] {
    const owners = this.#owners.get(value)
    return owners === undefined ? none : [...owners.keys()]
  }

  countOf(owner: string): number {
    return this.#elements.get(owner)?.size ?? 0
  }

  has(owner: string, value: string): boolean {
    return this.#elements.get(owner)?.has(value) ?? false
  }

  /** Adds an element at the end, unless there is one with this value. Says whether there was none. */
  add(owner: string, element: RelationElement, journal: Journal): boolean {
    if (this.has(owner, element.value)) return false
    rowsOf(this.#elements, owner, journal).set(element.value, element, journal)
    rowsOf(this.#owners, element.value, journal).set(owner, true, journal)
    return true
  }

  /** Removes an element. Says whether there was one. */
  remove(owner: string, value: string, journal: Journal): boolean {
    if (!this.has(owner, value)) return false
    this.#elements.get(owner)?.delete(value, journal)
    this.#owners.get(value)?.delete(owner, journal)
    return true
  }

  /**
   * Forgets an id that is gone for good, once it has neither elements nor owners: ids come and go, and would pile up.
   */
  forget(id: string, journal: Journal): void {
    deleteEmpty(this.#elements, id, journal)
    deleteEmpty(this.#owners, id, journal)
  }
}

type Rows<Value> = Map<string, OrderedMap<Value>>

function rowsOf<Value>(table: Rows<Value>, key: string, journal: Journal): OrderedMap<Value> {
  const found = table.get(key)
  if (found !== undefined) return found
  const rows = new OrderedMap<Value>()
  table.set(key, rows)
  journal.push(() => table.delete(key))
  return rows
}

function deleteEmpty<Value>(table: Rows<Value>, key: string, journal: Journal): void {
  const rows = table.get(key)
  if (rows === undefined || rows.size > 0) return
  table.delete(key)
  journal.push(() => table.set(key, rows))
}
