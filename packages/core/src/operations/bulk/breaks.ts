/**
 * For how long a bulk request keeps everybody else waiting, in milliseconds, as far as no operation takes longer alone.
 */
const longest = 10

/**
 * The breaks a long request takes, so that others have their turn: on a store in memory nothing else would ever wait.
 */
export class Breaks {
  #since = performance.now()

  /** Waits for everything else that is due, if the last break was a while ago. */
  async takeIfDue(): Promise<void> {
    if (performance.now() - this.#since < longest) return
    // A timer is what every runtime has that lets sockets be served before it goes on; a promise alone does not.
    await new Promise((resolve) => setTimeout(resolve, 0))
    this.#since = performance.now()
  }
}
