const day = 86_400_000
/** Beyond this everything is forgotten, and new again. */
const most = 10_000

/**
 * Knows what was there before today. Some findings hold for every request of a client, and are said once; others need a
 * second time, and before that nobody has to look into the log.
 */
export class Once {
  readonly #seen = new Map<string, number>()

  /** Whether this is the first time today. */
  aDay(key: string, now: number): boolean {
    const last = this.#seen.get(key)
    if (last !== undefined && now - last < day) return false
    if (this.#seen.size >= most) this.#seen.clear()
    this.#seen.set(key, now)
    return true
  }
}
