const day = 86_400_000
/** Beyond this everything is forgotten, and may be said once more. */
const most = 10_000

/** Lets the same thing be said once a day: some findings hold for every request of a client. */
export class Once {
  readonly #said = new Map<string, number>()

  /** Whether this is the first time today. */
  aDay(key: string, now: number): boolean {
    const last = this.#said.get(key)
    if (last !== undefined && now - last < day) return false
    if (this.#said.size >= most) this.#said.clear()
    this.#said.set(key, now)
    return true
  }
}
