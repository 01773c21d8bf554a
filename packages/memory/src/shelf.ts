import type { Provenance, StoredResource, UniqueKey, Which } from '@scimkit/core'
import { EqualityIndex, type IndexEntry } from './equality-index.ts'
import type { Journal } from './journal.ts'
import { beyond, type Entry, OrderedMap, type Walk } from './ordered-map.ts'

/** A resource, the unique values it holds, and the entries it has in the index of its type. */
export interface Row {
  readonly record: StoredResource
  readonly keys: readonly UniqueKey[]
  readonly entries: readonly IndexEntry[]
}

const isMeant: Readonly<Record<Which, (provenance: Provenance) => boolean>> = {
  managed: ({ managed }) => managed,
  unmanaged: ({ managed }) => !managed,
  live: ({ deleted }) => !deleted,
  deleted: ({ deleted }) => deleted,
}

/**
 * The resources of one type, either all live ones or all tombstones: in order, by value, and by who looks after them.
 * Where SCIM is in use it looks after nearly all, so it is the others that are kept by id.
 */
export class Shelf {
  readonly rows = new OrderedMap<Row>()
  readonly index = new EqualityIndex()
  readonly #unmanaged = new Set<string>()
  #active = 0

  /** How many are in use. */
  get active(): number {
    return this.#active
  }

  get(id: string): Row | undefined {
    return this.rows.get(id)
  }

  /** Puts a resource in its place or, when it is new here, at the end. */
  put(id: string, row: Row, journal: Journal): void {
    const { record, keys } = row
    const before = this.rows.get(id)
    const entries = this.index.change(id, { before: before?.entries ?? [], after: row.entries }, journal)
    this.rows.set(id, { record, keys, entries }, journal)
    this.#mark(id, !row.record.provenance.managed, journal)
    this.#count(activeIn(row) - activeIn(before), journal)
  }

  delete(id: string, journal: Journal): void {
    const before = this.rows.get(id)
    this.index.change(id, { before: before?.entries ?? [], after: [] }, journal)
    this.rows.delete(id, journal)
    this.#mark(id, false, journal)
    this.#count(-activeIn(before), journal)
  }

  /** How many are meant, told without looking. */
  sizeOf(which: Which): number {
    if (which === 'unmanaged') return this.#unmanaged.size
    return which === 'managed' ? this.rows.size - this.#unmanaged.size : this.rows.size
  }

  /** Those that are meant, in order. */
  entries(which: Which): Iterable<Entry<Row>> {
    return this.#few(which) ?? this.#only(which, () => this.rows.entries())
  }

  /** Those of these ids that are here and meant, in order. */
  select(which: Which, ids: Iterable<string>): readonly Entry<Row>[] {
    const found = this.rows.select(ids)
    return this.#isAll(which) ? found : found.filter(({ value }) => isMeant[which](value.record.provenance))
  }

  /** At most so many of those that are meant, from an index on. */
  slice(which: Which, index: number, count: number): readonly Entry<Row>[] {
    const few = this.#few(which)
    if (few !== undefined) return few.slice(index, index + count)
    return this.rows.slice(
      index,
      count,
      this.#isAll(which) ? undefined : ({ record }) => isMeant[which](record.provenance),
    )
  }

  /** Those that are meant and beyond a place. */
  walk(which: Which, walk: Walk): Iterable<Entry<Row>> {
    const few = this.#few(which)
    return few === undefined ? this.#only(which, () => this.rows.walk(walk)) : beyond(few, walk)
  }

  /** Those that are meant, when it is quicker to go to each of them than to pass by the others. */
  #few(which: Which): readonly Entry<Row>[] | undefined {
    if (which !== 'unmanaged' || this.#unmanaged.size > this.rows.size / 2) return undefined
    return this.rows.select(this.#unmanaged)
  }

  /** A choice that leaves nothing out costs nothing. */
  #only(which: Which, list: () => Iterable<Entry<Row>>): Iterable<Entry<Row>> {
    return this.#isAll(which) ? list() : keep(list(), isMeant[which])
  }

  #isAll(which: Which): boolean {
    return this.sizeOf(which) === this.rows.size
  }

  #count(difference: number, journal: Journal): void {
    if (difference === 0) return
    this.#active += difference
    journal.push(() => {
      this.#active -= difference
    })
  }

  #mark(id: string, unmanaged: boolean, journal: Journal): void {
    if (this.#unmanaged.has(id) === unmanaged) return
    this.#flip(id)
    journal.push(() => this.#flip(id))
  }

  #flip(id: string): void {
    if (!this.#unmanaged.delete(id)) this.#unmanaged.add(id)
  }
}

function activeIn(row: Row | undefined): number {
  return row?.record.provenance.active ? 1 : 0
}

function* keep(entries: Iterable<Entry<Row>>, meant: (provenance: Provenance) => boolean): Iterable<Entry<Row>> {
  for (const entry of entries) if (meant(entry.value.record.provenance)) yield entry
}
