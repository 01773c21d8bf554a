import {
  type Attribute,
  comparableOf,
  isIndexed,
  type JsonValue,
  type ResourceType,
  type StoredResource,
  valuesOf,
} from '@scimkit/core'
import { getOrCreate } from './get-or-create.ts'
import type { Journal } from './journal.ts'

const none: ReadonlySet<string> = new Set()

type Comparable = string | number

/** That a resource has a value: the path of the attribute, and the value made ready for comparison. */
export interface IndexEntry {
  readonly path: string
  readonly value: Comparable
}

/** Which resources of a type have which value, for the attributes whose equality must not need a scan. */
export class EqualityIndex {
  /**
   * By the path of the attribute, then by value. Most values are had by one resource: its id alone is kept then,
   * because a set for each is what fills the memory.
   */
  readonly #ids = new Map<string, Map<Comparable, string | Set<string>>>()

  /** The resources one of whose values equals this one under the attribute's case rule. */
  find(attribute: Attribute, value: JsonValue): ReadonlySet<string> {
    const comparable = comparableOf(attribute)(value)
    const found = comparable === undefined ? none : (this.#ids.get(attribute.path)?.get(comparable) ?? none)
    return typeof found === 'string' ? new Set([found]) : found
  }

  /**
   * Brings the entries of one resource from what they were to what they are. Most changes leave them alone: then the
   * old list is returned, which is to be kept instead of the new one.
   */
  change(
    id: string,
    { before, after }: { before: readonly IndexEntry[]; after: readonly IndexEntry[] },
    journal: Journal,
  ): readonly IndexEntry[] {
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

  #add({ path, value }: IndexEntry, id: string): void {
    const holders = this.#holdersOf(path)
    const ids = holders.get(value)
    if (ids === undefined) holders.set(value, id)
    else if (typeof ids !== 'string') ids.add(id)
    else if (ids !== id) holders.set(value, new Set([ids, id]))
  }

  #remove({ path, value }: IndexEntry, id: string): void {
    const holders = this.#holdersOf(path)
    const ids = holders.get(value)
    if (ids === id) holders.delete(value)
    if (ids === undefined || typeof ids === 'string') return
    ids.delete(id)
    if (ids.size === 0) holders.delete(value)
  }

  #holdersOf(path: string): Map<Comparable, string | Set<string>> {
    return getOrCreate(this.#ids, path, () => new Map())
  }
}

function isSame(left: readonly IndexEntry[], right: readonly IndexEntry[]): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  return left.every(({ path, value }, index) => path === right[index]?.path && value === right[index]?.value)
}

function without(entries: readonly IndexEntry[], others: readonly IndexEntry[]): readonly IndexEntry[] {
  if (entries.length === 0 || others.length === 0) return entries
  const known = new Set(others.map(textOf))
  return entries.filter((entry) => !known.has(textOf(entry)))
}

/** A line feed occurs in no path, so parts cannot run into each other. All values of a path are of one type. */
function textOf({ path, value }: IndexEntry): string {
  return `${path}\n${value}`
}

/** Adds the entries of one attribute to a list. */
type ReadEntries = (record: StoredResource, entries: IndexEntry[]) => void

const readers = new WeakMap<ResourceType, readonly ReadEntries[]>()

/** The index entries of a resource. */
export function entriesOf(resourceType: ResourceType, record: StoredResource): readonly IndexEntry[] {
  const entries: IndexEntry[] = []
  for (const read of readersOf(resourceType)) read(record, entries)
  return entries
}

function readersOf(resourceType: ResourceType): readonly ReadEntries[] {
  const known = readers.get(resourceType)
  if (known !== undefined) return known
  const made = resourceType.indexed.filter(isIndexed).map(toReader)
  readers.set(resourceType, made)
  return made
}

function toReader(attribute: Attribute): ReadEntries {
  const values = valuesOf(attribute)
  const comparable = comparableOf(attribute)
  const { path } = attribute
  return (record, entries) => {
    for (const each of values(record)) {
      const value = comparable(each)
      // What is of another type than its attribute equals nothing.
      if (value !== undefined) entries.push({ path, value })
    }
  }
}
