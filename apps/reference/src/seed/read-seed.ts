import { z } from 'zod'
import { type Seed, seedSchema } from './seed.ts'

/**
 * Reads a seed from the text of its file.
 *
 * @throws Error with a line for each entry that is wrong
 */
export function readSeed(text: string): Seed {
  const { data, error } = seedSchema.safeParse(JSON.parse(text))
  if (error === undefined) return data
  throw new Error(error.issues.map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`).join('; '))
}
