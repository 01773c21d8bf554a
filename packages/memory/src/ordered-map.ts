import type { Journal } from './journal.ts'

interface Entry<Value> {
  readonly position: number
  readonly value: Value
}

/**
 * A map that lists its values in the order they came, and can take changes back. Taking back a removal has to put an
 * entry between others, which a `Map` cannot do: the entries remember their position, and are sorted when next listed.
 */
export class OrderedMap<Value> {
  #entries = new Map<string, Entry<Value>>()
  #next = 0
  #inOrder = true

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

  /** The values of those keys that are there, in the order they came. */
  *select(keys: Iterable<string>): Iterable<Value> {
    const entries = [...keys].flatMap((key) => this.#entries.get(key) ?? [])
    for (const { value } of entries.sort(byPosition)) yield value
  }

  /** Puts the value in the place of the key's old one, or at the end. */
  set(key: string, value: Value, journal: Journal): void {
    const before = this.#entries.get(key)
    this.#entries.set(key, { position: before?.position ?? this.#next++, value })
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
    if (!this.#entries.has(key)) this.#inOrder = false
    this.#entries.set(key, before)
  }

  #sort(): void {
    if (this.#inOrder) return
    this.#entries = new Map([...this.#entries].sort(([, left], [, right]) => byPosition(left, right)))
    this.#inOrder = true
  }
}

function byPosition(left: Entry<unknown>, right: Entry<unknown>): number {
  return left.position - right.position
}
