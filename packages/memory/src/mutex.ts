/** Gives turns, one at a time, in the order they were asked for. A free turn is given without waiting. */
export class Mutex {
  #last: Promise<void> | undefined

  /** Resolves when it is the caller's turn, to the function that ends it. */
  async acquire(): Promise<() => void> {
    const before = this.#last
    let end = (): void => undefined
    const mine = new Promise<void>((resolve) => {
      end = resolve
    })
    this.#last = mine
    if (before !== undefined) await before
    return () => {
      if (this.#last === mine) this.#last = undefined
      end()
    }
  }

  /** Does something synchronous in a turn of its own. It cannot be interrupted, so a free turn need not be taken. */
  run<Result>(work: () => Result): Result | Promise<Result> {
    return this.#last === undefined ? work() : this.#runInTurn(work)
  }

  async #runInTurn<Result>(work: () => Result): Promise<Result> {
    const release = await this.acquire()
    try {
      return work()
    } finally {
      release()
    }
  }
}
