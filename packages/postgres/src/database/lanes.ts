/** Lets so many in at a time. Those that wait come in the order they asked. */
export class Lanes {
  #free: number
  readonly #patience: number
  readonly #waiting = new Set<() => void>()

  /** @param patience milliseconds to wait for a lane */
  constructor(lanes: number, patience: number) {
    this.#free = lanes
    this.#patience = patience
  }

  /** Resolves to whether a lane came free in time; whoever has one leaves it later. */
  enter(): Promise<boolean> {
    if (this.#free === 0) return this.#wait()
    this.#free -= 1
    return Promise.resolve(true)
  }

  leave(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#free += 1
    else next()
  }

  #wait(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isIn: boolean): void => {
        this.#waiting.delete(enter)
        clearTimeout(timer)
        resolve(isIn)
      }
      const enter = (): void => settle(true)
      const timer = setTimeout(() => settle(false), this.#patience)
      this.#waiting.add(enter)
    })
  }
}
