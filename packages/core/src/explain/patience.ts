/** How long an answer waits for a log in trouble, in milliseconds, however many parts it has. */
const longest = 250
/** What a log that is well takes for one part: as much is not counted. */
const usual = 10
const done: Promise<unknown> = Promise.resolve()

/** How long one request still waits for the log, so that a bulk request waits no longer than any other. */
export class Patience {
  #left = longest
  #isOver = false
  #last = done

  /**
   * Does the work behind what was given before, so that entries stay in order also where nobody waits for them.
   *
   * @param work must not reject
   * @returns `otherwise` when it takes too long
   */
  async wait<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
    const begun = performance.now()
    const result = this.#last.then(work)
    this.#last = result
    if (this.#isOver) return otherwise
    const inTime = await this.#orInTime(result, otherwise)
    this.#left = Math.min(longest, this.#left + usual - (performance.now() - begun))
    return inTime
  }

  async #orInTime<Result>(result: Promise<Result>, otherwise: Result): Promise<Result> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<Result>((resolve) => {
      timer = setTimeout(() => {
        this.#isOver = true
        resolve(otherwise)
      }, this.#left)
    })
    const first = await Promise.race([result, late])
    clearTimeout(timer)
    return first
  }
}
