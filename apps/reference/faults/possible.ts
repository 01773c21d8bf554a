/** What something may be, as far as one can know who was not always told what became of a change. */
export class Possible<State> {
  #states = new Map<string, State>()

  constructor(state: State) {
    this.#add(state)
  }

  get states(): readonly State[] {
    return [...this.#states.values()]
  }

  /**
   * A change has happened. A state it cannot have happened in, for which it gives undefined, was not the real one.
   *
   * @returns whether it can have happened at all
   */
  happened(change: (state: State) => State | undefined): boolean {
    const next = this.states.map(change).filter((state) => state !== undefined)
    if (next.length === 0) return false
    this.#states = new Map()
    for (const state of next) this.#add(state)
    return true
  }

  /** A change has happened, or it has not. */
  mayHaveHappened(change: (state: State) => State | undefined): void {
    for (const state of this.states.map(change)) if (state !== undefined) this.#add(state)
  }

  #add(state: State): void {
    this.#states.set(JSON.stringify(state), state)
  }
}
