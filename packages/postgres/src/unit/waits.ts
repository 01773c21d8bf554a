import { lockScript, typeLock, valueLock } from './locks.ts'
import { type Lookups, lookupsIn, type Writing } from './write.ts'

/**
 * The locks a unit still has to take before others see what it has written: who has looked for something and not found
 * it keeps it from coming until their own unit ends.
 */
export class Waits {
  readonly #shared = new Set<string>()
  readonly #exclusive = new Set<string>()

  /** A resource is written: what it is newly looked up by has to be waited for. */
  announce(writing: Writing, before: Lookups): void {
    const { tenant, resourceType } = writing
    const known = new Set(before.map(String))
    this.#shared.add(typeLock(tenant, resourceType))
    for (const lookup of lookupsIn(writing))
      if (!known.has(String(lookup))) this.#exclusive.add(valueLock(tenant, resourceType, lookup))
  }

  script(): string {
    return lockScript({ shared: [...this.#shared], exclusive: [...this.#exclusive] })
  }
}
