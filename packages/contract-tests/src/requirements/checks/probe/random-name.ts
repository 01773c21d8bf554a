import { randomBytes } from 'node:crypto'

/** Names nobody else has: what a run creates can be told from everything else the server holds. */
export interface Names {
  /** What every name of this run starts with. */
  readonly run: string
  unique(label: string): string
}

/** Starts a run's names with random text, in lower case: a server may fold it. */
export function randomNames(): Names {
  const run = `scimkit-${randomBytes(4).toString('hex')}`
  let count = 0
  return {
    run,
    unique: (label) => {
      count += 1
      return `${run}-${label}-${count}`
    },
  }
}
