/** Does something when everything that was asked for before is over. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>

/**
 * Turns for those who share them: one at a time, in the order they were asked for, whether or not the one before fails.
 */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
