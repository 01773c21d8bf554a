/** From here on a set is faster than looking through a list. */
const few = 16

/** The names of one JSON object, to find out whether one comes twice. Case does not count (RFC 7643 §2.1, A40). */
export class Names {
  readonly #first: string[] = []
  #all: Set<string> | undefined

  get size(): number {
    return this.#all?.size ?? this.#first.length
  }

  /** @returns whether the name is new */
  add(name: string): boolean {
    const key = name.toLowerCase()
    if (this.#all !== undefined) {
      const { size } = this.#all
      return this.#all.add(key).size > size
    }
    for (const other of this.#first) if (other === key) return false
    this.#first.push(key)
    if (this.#first.length > few) this.#all = new Set(this.#first)
    return true
  }
}
