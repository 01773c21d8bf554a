/** The newest so many items. Adding one costs the same however many there are. */
export class Ring<Item> {
  readonly #items: Item[] = []
  readonly #limit: number
  #pushed = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many items there have ever been. */
  get pushed(): number {
    return this.#pushed
  }

  push(item: Item): void {
    this.#items[this.#pushed % this.#limit] = item
    this.#pushed += 1
  }

  *newestFirst(): Iterable<Item> {
    // Where the next item goes. Once the ring is full, the oldest is there.
    const next = this.#pushed % this.#limit
    yield* this.#items.slice(0, next).reverse()
    yield* this.#items.slice(next).reverse()
  }
}
