import type { Journal } from './journal.ts'

/** A value and its place in the order; later is higher, and no place is ever given twice. */
export interface Entry<Value> {
  readonly position: number
  readonly value: Value
}

/** From where to walk, a number between two positions, and which way. */
export interface Walk {
  readonly from: number
  readonly direction: 1 | -1
}

/**
 * A map that lists its values in the order they came, and can take changes back. Taking back a removal has to put an
 * entry between others, which a `Map` cannot do: the entries remember their position, and are sorted when next listed.
 *
 * What is deleted leaves its key behind until half of the keys are dead. A `Map` keeps the slots of deleted keys in its
 * chains until it is next rebuilt, so that a key which comes and goes in a large one would be found ever more slowly.
 */
export class OrderedMap<Value> {
  #entries = new Map<string, Entry<Value> | undefined>()
  #size = 0
  #next = 0
  #inOrder = true
  /** The keys by position, made when first walked. What is gone stays in it until too much of it is gone. */
  #places: Place[] | undefined

  get size(): number {
    return this.#size
  }

  has(key: string): boolean {
    return this.#entries.get(key) !== undefined
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value
  }

  entry(key: string): Entry<Value> | undefined {
    return this.#entries.get(key)
  }

  /** The position of the entry so many others come before; undefined when there are no more than those. */
  positionAt(index: number): number | undefined {
    if (index >= this.#size) return undefined
    let before = 0
    for (const { position } of this.entries()) {
      if (before >= index) return position
      before += 1
    }
    return undefined
  }

  *keys(): Iterable<string> {
    this.#sort()
    for (const [key, entry] of this.#entries) if (entry !== undefined) yield key
  }

  *values(): Iterable<Value> {
    for (const { value } of this.entries()) yield value
  }

  /** The entries of those keys that are there, in the order they came. */
  select(keys: Iterable<string>): readonly Entry<Value>[] {
    const found: Entry<Value>[] = []
    for (const key of keys) {
      const entry = this.#entries.get(key)
      if (entry !== undefined) found.push(entry)
    }
    return found.length < 2 ? found : found.sort(byPosition)
  }

  /** All entries in the order they came. */
  *entries(): Iterable<Entry<Value>> {
    this.#sort()
    for (const entry of this.#entries.values()) if (entry !== undefined) yield entry
  }

  /** At most so many entries from an index on, in the order they came; only the wanted ones count. */
  slice(index: number, count: number, isWanted?: (value: Value) => boolean): readonly Entry<Value>[] {
    this.#sort()
    const found: Entry<Value>[] = []
    let skip = index
    for (const entry of this.#entries.values()) {
      if (found.length >= count) break
      if (entry === undefined || isWanted?.(entry.value) === false) continue
      if (skip > 0) skip -= 1
      else found.push(entry)
    }
    return found
  }

  /** The entries beyond a place, at a cost that does not depend on where it is. */
  *walk({ from, direction }: Walk): Iterable<Entry<Value>> {
    const places = this.#listPlaces()
    const after = firstAfter(places, from)
    for (let at = direction > 0 ? after : after - 1; ; at += direction) {
      const place = places[at]
      if (place === undefined) return
      const entry = this.#entries.get(place.key)
      if (entry?.position === place.position) yield entry
    }
  }

  /** Puts the value in the place of the key's old one, or at the end. */
  set(key: string, value: Value, journal: Journal): void {
    const before = this.#entries.get(key)
    const position = before?.position ?? this.#next++
    if (before === undefined) this.#welcome(key, position)
    this.#entries.set(key, { position, value })
    this.#forgetLongPlaces()
    journal.push(() => this.#restore(key, before))
  }

  delete(key: string, journal: Journal): void {
    const before = this.#entries.get(key)
    if (before === undefined) return
    this.#bury(key)
    journal.push(() => this.#restore(key, before))
  }

  /** A key that comes back is listed at the end, but its slot is where it was. */
  #welcome(key: string, position: number): void {
    this.#size += 1
    if (this.#entries.has(key)) this.#inOrder = false
    this.#places?.push({ key, position })
  }

  #bury(key: string): void {
    this.#size -= 1
    this.#entries.set(key, undefined)
    if (this.#entries.size > 2 * this.#size + 32) this.#entries = new Map(this.#alive())
  }

  #restore(key: string, before: Entry<Value> | undefined): void {
    if (before === undefined) {
      this.#bury(key)
      return
    }
    if (!this.has(key)) {
      this.#size += 1
      this.#inOrder = false
      this.#places = undefined
    }
    this.#entries.set(key, before)
  }

  #alive(): [string, Entry<Value>][] {
    return [...this.#entries].flatMap(([key, entry]) => (entry === undefined ? [] : [[key, entry]]))
  }

  #sort(): void {
    if (this.#inOrder) return
    this.#entries = new Map(this.#alive().sort(([, left], [, right]) => byPosition(left, right)))
    this.#inOrder = true
  }

  #listPlaces(): readonly Place[] {
    this.#forgetLongPlaces()
    if (this.#places === undefined) {
      this.#sort()
      this.#places = this.#alive().map(([key, { position }]) => ({ key, position }))
    }
    return this.#places
  }

  /** Keeps what is gone from being more than what is there. */
  #forgetLongPlaces(): void {
    if (this.#places !== undefined && this.#places.length > 2 * this.#size + 32) this.#places = undefined
  }
}

/** The entries of a short list that lie beyond a place. */
export function beyond<Value>(entries: readonly Entry<Value>[], { from, direction }: Walk): readonly Entry<Value>[] {
  const found = entries.filter(({ position }) => direction * (position - from) > 0)
  return direction > 0 ? found : found.reverse()
}

interface Place {
  readonly key: string
  readonly position: number
}

/** The index of the first place after a position. */
function firstAfter(places: readonly Place[], position: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const { position: found } = places[middle] as Place // Between 0 and the length.
    if (found > position) high = middle
    else low = middle + 1
  }
  return low
}

function byPosition(left: Entry<unknown>, right: Entry<unknown>): number {
  return left.position - right.position
}
