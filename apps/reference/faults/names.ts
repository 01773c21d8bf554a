import type { Journal } from './journal.ts'

/** User names that several clients want, and who has been told to have one. */
export class Names {
  readonly contended: readonly string[]
  readonly #journal: Journal
  readonly #holders = new Map<string, string>()

  constructor(contended: readonly string[], journal: Journal) {
    this.contended = contended
    this.#journal = journal
  }

  /** An answer says that this account has the name. */
  hold(name: string, account: string): void {
    const holder = this.#holders.get(name) ?? account
    if (holder !== account) this.#journal.violation(`${name} was given to ${account} while ${holder} had it`)
    this.#holders.set(name, account)
  }

  /** The account is about to give the names up: from now on others may have them. */
  release(names: readonly string[], account: string): void {
    for (const name of names) if (this.#holders.get(name) === account) this.#holders.delete(name)
  }
}
