interface Question {
  readonly key: string
  readonly ask: () => Promise<number>
}

/**
 * What a unit of work has to know that no unit of work can tell. It must not be asked while the unit is open: the unit
 * has a connection, and whoever answers needs another one, which with a pool comes late and with a single session
 * never. So the unit is given up, the question is asked, and the unit is run again knowing the answer.
 */
export class Outside {
  readonly #answers = new Map<string, number>()
  #question: Question | undefined

  /** Runs a unit of work, as often as it needs another answer. */
  async run<Result>(unit: () => Promise<Result>): Promise<Result> {
    for (;;) {
      this.#question = undefined
      try {
        return await unit()
      } catch (error) {
        // Not by the error: a store may make another one of it.
        if (!(await this.#answer())) throw error
      }
    }
  }

  /**
   * The answer to a question, for the unit of work.
   *
   * @throws Error when it is not known yet, so that the unit is given up
   */
  learn(key: string, ask: Question['ask']): number {
    const answer = this.#answers.get(key)
    if (answer !== undefined) return answer
    this.#question = { key, ask }
    throw new Error(`The unit of work is given up to ask outside of it: ${key}`)
  }

  async #answer(): Promise<boolean> {
    if (this.#question === undefined) return false
    const { key, ask } = this.#question
    this.#answers.set(key, await ask())
    return true
  }
}
