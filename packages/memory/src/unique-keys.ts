import type { UniqueKey } from '@scimkit/core'
import type { Journal } from './journal.ts'

/** The unique values that are taken, and by whom: a tenant's own, or those no two tenants may share. */
export class UniqueKeys {
  readonly #holders = new Map<string, string>()

  /** The id of the resource of this type that holds the value. */
  holderOf(resourceType: string, key: Pick<UniqueKey, 'attribute' | 'key'>): string | undefined {
    return this.#holders.get(entryOf(resourceType, key))
  }

  take(holder: { resourceType: string; id: string }, key: UniqueKey, journal: Journal): void {
    const entry = entryOf(holder.resourceType, key)
    if (this.#holders.has(entry)) return
    this.#holders.set(entry, holder.id)
    journal.push(() => this.#holders.delete(entry))
  }

  release({ resourceType }: { resourceType: string }, key: UniqueKey, journal: Journal): void {
    const entry = entryOf(resourceType, key)
    const before = this.#holders.get(entry)
    if (before === undefined) return
    this.#holders.delete(entry)
    journal.push(() => this.#holders.set(entry, before))
  }
}

/** A line feed occurs in no name of a type or attribute, so parts cannot run into each other. */
function entryOf(resourceType: string, { attribute, key }: Pick<UniqueKey, 'attribute' | 'key'>): string {
  return `${resourceType}\n${attribute}\n${key}`
}
