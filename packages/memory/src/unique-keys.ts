import type { UniqueKey } from '@scimkit/core'
import { getOrCreate } from './get-or-create.ts'
import type { Journal } from './journal.ts'

/** The values of one attribute of a type that are taken, and by whom. */
type Book = Map<string, string>

/** The unique values that are taken, and by whom: a tenant's own, or those no two tenants may share. */
export class UniqueKeys {
  /** By type, then by attribute: no text has to be put together to look a value up. */
  readonly #books = new Map<string, Map<string, Book>>()

  /** The id of the resource of this type that holds the value. */
  holderOf(resourceType: string, { attribute, key }: Pick<UniqueKey, 'attribute' | 'key'>): string | undefined {
    return this.#books.get(resourceType)?.get(attribute)?.get(key)
  }

  take(holder: { resourceType: string; id: string }, { attribute, key }: UniqueKey, journal: Journal): void {
    const book = this.#book(holder.resourceType, attribute)
    if (book.has(key)) return
    book.set(key, holder.id)
    journal.push(() => book.delete(key))
  }

  release({ resourceType }: { resourceType: string }, { attribute, key }: UniqueKey, journal: Journal): void {
    const book = this.#book(resourceType, attribute)
    const before = book.get(key)
    if (before === undefined) return
    book.delete(key)
    journal.push(() => book.set(key, before))
  }

  #book(resourceType: string, attribute: string): Book {
    const ofType = getOrCreate(this.#books, resourceType, () => new Map<string, Book>())
    return getOrCreate(ofType, attribute, () => new Map<string, string>())
  }
}
