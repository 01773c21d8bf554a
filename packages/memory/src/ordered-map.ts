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
 */
export class OrderedMap<Value> {
  #entries = new Map<string, Entry<Value>>()
  #next = 0
  #inOrder = true
  /** The keys by position, made when first walked. What is gone stays in it until too much of it is gone. */
  #places: Place[] | undefined

  get size(): number {
    return this.#entries.size
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value
  }

  *keys(): Iterable<string> {
    this.#sort()
    yield* this.#entries.keys()
  }

  *values(): Iterable<Value> {
    this.#sort()
    for (const { value } of this.#entries.values()) yield value
  }

  /** The entries of those keys that are there, in the order they came. */
  select(keys: Iterable<string>): readonly Entry<Value>[] {
    return [...keys].flatMap((key) => this.#entries.get(key) ?? []).sort(byPosition)
  }

  /** All entries in the order they came. */
  *entries(): Iterable<Entry<Value>> {
    this.#sort()
    yield* this.#entries.values()
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
    this.#entries.set(key, { position, value })
    if (before === undefined) this.#places?.push({ key, position })
    this.#forgetLongPlaces()
    journal.push(() => this.#restore(key, before))
  }

  delete(key: string, journal: Journal): void {
    const before = this.#entries.get(key)
    if (this.#entries.delete(key)) journal.push(() => this.#restore(key, before))
  }

  #restore(key: string, before: Entry<Value> | undefined): void {
    if (before === undefined) {
      this.#entries.delete(key)
      return
    }
    if (!this.#entries.has(key)) {
      this.#inOrder = false
      this.#places = undefined
    }
    this.#entries.set(key, before)
  }

  #sort(): void {
    if (this.#inOrder) return
    this.#entries = new Map([...this.#entries].sort(([, left], [, right]) => byPosition(left, right)))
    this.#inOrder = true
  }

  #listPlaces(): readonly Place[] {
    this.#forgetLongPlaces()
    if (this.#places === undefined) {
      this.#sort()
      this.#places = Array.from(this.#entries, ([key, { position }]) => ({ key, position }))
    }
    return this.#places
  }

  /** Keeps what is gone from being more than what is there. */
  #forgetLongPlaces(): void {
    if (this.#places !== undefined && this.#places.length > 2 * this.#entries.size + 32) this.#places = undefined
  }
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
