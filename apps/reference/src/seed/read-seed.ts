import * as z from 'zod'
import { type Seed, seedSchema } from './seed.ts'

/**
 * Reads a seed from the text of its file.
 *
 * @throws Error with a line for each entry that is wrong
 */
export function readSeed(text: string): Seed {
  const { data, error } = seedSchema.safeParse(JSON.parse(text))
  if (error === undefined) return data
  throw new Error(error.issues.map(describe).join('; '))
}

/** What is wrong with the seed as a whole has no path. */
function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`
}
