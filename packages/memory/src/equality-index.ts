import {
  type Attribute,
  comparableOf,
  type JsonValue,
  type ResourceType,
  type StoredResource,
  valuesOf,
} from '@scimkit/core'
import type { Journal } from './journal.ts'

const none: ReadonlySet<string> = new Set()

/** Which resources of a type have which value, for the attributes whose equality must not need a scan. */
export class EqualityIndex {
  /** Most values are had by one resource: its id alone is kept then, because a set for each is what fills the memory. */
  readonly #ids = new Map<string, string | Set<string>>()

  /** The resources one of whose values equals this one under the attribute's case rule. */
  find(attribute: Attribute, value: JsonValue): ReadonlySet<string> {
    const found = this.#ids.get(entryOf(attribute.path, comparableOf(attribute)(value))) ?? none
    return typeof found === 'string' ? new Set([found]) : found
  }

  /**
   * Brings the entries of one resource from what they were to what they are. Most changes leave them alone: then the
   * old list is returned, which is to be kept instead of the new one.
   */
  change(
    id: string,
    { before, after }: { before: readonly string[]; after: readonly string[] },
    journal: Journal,
  ): readonly string[] {
    if (isSame(before, after)) return before
    const gone = without(before, after)
    const come = without(after, before)
    for (const entry of gone) this.#remove(entry, id)
    for (const entry of come) this.#add(entry, id)
    journal.push(() => {
      for (const entry of come) this.#remove(entry, id)
      for (const entry of gone) this.#add(entry, id)
    })
    return after
  }

  #add(entry: string, id: string): void {
    const ids = this.#ids.get(entry)
    if (ids === undefined) this.#ids.set(entry, id)
    else if (typeof ids !== 'string') ids.add(id)
    else if (ids !== id) this.#ids.set(entry, new Set([ids, id]))
  }

  #remove(entry: string, id: string): void {
    const ids = this.#ids.get(entry)
    if (ids === id) this.#ids.delete(entry)
    if (ids === undefined || typeof ids === 'string') return
    ids.delete(id)
    if (ids.size === 0) this.#ids.delete(entry)
  }
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, index) => entry === right[index])
}

function without(entries: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return entries
  const known = new Set(others)
  return entries.filter((entry) => !known.has(entry))
}

/**
 * Whether equality on an attribute is answered from this index. The id has a better one, the collection itself, and
 * relations have their rows.
 */
export function isIndexed(attribute: Attribute): boolean {
  const top = attribute.parent ?? attribute
  return attribute.indexed && !top.relation && top.inverseOf === undefined && top.path !== 'id'
}

type ReadEntries = (record: StoredResource) => readonly string[]

const readers = new WeakMap<ResourceType, readonly ReadEntries[]>()

/** The index entries of a resource. */
export function entriesOf(resourceType: ResourceType, record: StoredResource): readonly string[] {
  const known = readers.get(resourceType) ?? resourceType.indexed.filter(isIndexed).map(toReader)
  readers.set(resourceType, known)
  return known.flatMap((read) => read(record))
}

function toReader(attribute: Attribute): ReadEntries {
  const values = valuesOf(attribute)
  const comparable = comparableOf(attribute)
  return (record) => values(record).map((value) => entryOf(attribute.path, comparable(value)))
}

function entryOf(path: string, comparable: string | number | undefined): string {
  return `${path}\n${comparable}`
}
