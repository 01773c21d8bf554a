import { expect } from 'vitest'

/** Expects of what may still be on its way, e.g. in a log that writes behind. */
export function eventually<Value>(look: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(look, { timeout: 5000, interval: 20 })
}
