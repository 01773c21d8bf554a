import type { UniqueKey } from '@scimkit/core'
import type { Journal } from './journal.ts'

/** Who holds a unique value. */
export interface Holding {
  readonly tenant: string
  readonly resourceType: string
  readonly id: string
}

/** The unique values that are taken: a tenant's own, or those no two tenants may share. */
export class UniqueKeys {
  readonly #holdings = new Map<string, Holding>()

  /** Who holds the value among the resources of a type. */
  find(resourceType: string, key: UniqueKey): Holding | undefined {
    return this.#holdings.get(entryOf(resourceType, key))
  }

  take(holding: Holding, key: UniqueKey, journal: Journal): void {
    const entry = entryOf(holding.resourceType, key)
    if (this.#holdings.has(entry)) return
    this.#holdings.set(entry, holding)
    journal.push(() => this.#holdings.delete(entry))
  }

  release(holding: Holding, key: UniqueKey, journal: Journal): void {
    const entry = entryOf(holding.resourceType, key)
    const before = this.#holdings.get(entry)
    if (before === undefined) return
    this.#holdings.delete(entry)
    journal.push(() => this.#holdings.set(entry, before))
  }
}

/** A line feed occurs in no name of a type or attribute, so parts cannot run into each other. */
function entryOf(resourceType: string, { attribute, key }: UniqueKey): string {
  return `${resourceType}\n${attribute}\n${key}`
}
