/** Ends a turn. */
export type Release = () => void

/** Gives turns, one at a time, in the order they were asked for. A free turn is given without waiting. */
export class Mutex {
  #isTaken = false
  readonly #waiting: (() => void)[] = []

  /** Gives the function that ends the caller's turn: at once when the turn is free, else when it has come. */
  acquire(): Release | Promise<Release> {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(() => resolve(this.#release)))
    this.#isTaken = true
    return this.#release
  }

  /** Does something synchronous in a turn of its own. It cannot be interrupted, so a free turn need not be taken. */
  run<Result>(work: () => Result): Result | Promise<Result> {
    return this.#isTaken ? this.#runInTurn(work) : work()
  }

  async #runInTurn<Result>(work: () => Result): Promise<Result> {
    const release = await this.acquire()
    try {
      return work()
    } finally {
      release()
    }
  }

  /** The same function for every turn. The turn goes to whoever waits longest. */
  readonly #release: Release = () => {
    const next = this.#waiting.shift()
    if (next === undefined) this.#isTaken = false
    else next()
  }
}
