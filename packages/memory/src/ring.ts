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
    const { length } = this.#items
    // Before where the next item goes, and round. Nothing is copied: most readers have seen enough after a few.
    for (let back = 1; back <= length; back += 1) {
      const item = this.#items[(this.#pushed - back) % this.#limit]
      if (item !== undefined) yield item
    }
  }
}
