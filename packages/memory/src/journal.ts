/**
 * How to take back what a unit of work has done so far, oldest first: one closure per change, so that rolling back
 * costs what was changed and not what there is.
 */
export type Journal = (() => void)[]

/** Takes everything back, the latest change first. */
export function rollBack(journal: Journal): void {
  for (const undo of journal.reverse()) undo()
  journal.length = 0
}
