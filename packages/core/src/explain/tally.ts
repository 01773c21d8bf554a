/** Beyond this everything is forgotten, and counted anew. */
const most = 10_000

interface Count {
  readonly since: number
  readonly seen: number
}

/** Counts what this process has seen within a stretch of time. */
export class Tally {
  readonly #counts = new Map<string, Count>()

  /** How often it was there, this time included, since so many milliseconds ago at the most. */
  next(key: string, { now, within }: { readonly now: number; readonly within: number }): number {
    const last = this.#counts.get(key)
    const { since, seen } = last !== undefined && now - last.since < within ? last : { since: now, seen: 0 }
    if (this.#counts.size >= most) this.#counts.clear()
    this.#counts.set(key, { since, seen: seen + 1 })
    return seen + 1
  }
}
