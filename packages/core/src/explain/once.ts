const day = 86_400_000
/** Beyond this everything is forgotten, and new again: what is remembered has parts that clients choose. */
const most = { keys: 10_000, characters: 4_000_000 }

/**
 * Knows what was there before today. Some findings hold for every request of a client, and are said once; others need a
 * second time, and before that nobody has to look into the log.
 */
export class Once {
  readonly #seen = new Map<string, number>()
  #characters = 0

  /** Whether this is the first time today. */
  aDay(key: string, now: number): boolean {
    const last = this.#seen.get(key)
    if (last !== undefined && now - last < day) return false
    this.forget(key)
    if (this.#seen.size >= most.keys || this.#characters + key.length > most.characters) this.#forgetAll()
    this.#seen.set(key, now)
    this.#characters += key.length
    return true
  }

  /** Makes it new again. */
  forget(key: string): void {
    if (this.#seen.delete(key)) this.#characters -= key.length
  }

  #forgetAll(): void {
    this.#seen.clear()
    this.#characters = 0
  }
}

/** What one entry of the log says first. It has been said only when the log has the entry. */
export class Firsts {
  readonly #once: Once
  readonly #keys: string[] = []

  constructor(once: Once) {
    this.#once = once
  }

  /** Whether this is the first time today. */
  aDay(key: string, now: number): boolean {
    const isFirst = this.#once.aDay(key, now)
    if (isFirst) this.#keys.push(key)
    return isFirst
  }

  /** Leaves it to the next entry to say it. */
  takeBack(): void {
    for (const key of this.#keys.splice(0)) this.#once.forget(key)
  }
}
