import type { Relation } from './relation.ts'

/** How many owners are remembered before all are forgotten, so that a long answer does not fill the memory. */
const most = 1_000_000

/**
 * What is above owners, e.g. groups: the owners that hold them, and those that hold these, however far up. It is
 * remembered, and what is remembered is not walked again, so nothing of the relation may change meanwhile. Owners may
 * hold each other: then all of them have the same above them, themselves among it.
 */
export class Above {
  readonly #relation: Pick<Relation, 'ownersOf'>
  readonly #known = new Map<string, ReadonlySet<string>>()
  #size = 0

  constructor(relation: Pick<Relation, 'ownersOf'>) {
    this.#relation = relation
  }

  /** What is above any of these. */
  all(owners: readonly string[]): ReadonlySet<string> {
    const all = new Set<string>()
    for (const owner of owners) {
      // What is above something above an earlier one is above that one too.
      if (!all.has(owner)) addAll(all, this.#of(owner))
    }
    return all
  }

  #of(owner: string): ReadonlySet<string> {
    const known = this.#known.get(owner)
    if (known !== undefined) return known
    const found = this.#walk(owner)
    this.#known.set(owner, found)
    return found
  }

  #walk(owner: string): ReadonlySet<string> {
    const above = new Set<string>()
    const settled = new Set<string>()
    const queue = [owner]
    for (const each of queue) {
      if (settled.has(each)) continue
      for (const next of this.#relation.ownersOf(each).filter((one) => !above.has(one))) {
        const known = this.#known.get(next)
        // They are above each other.
        if (known?.has(owner)) return known
        if (known === undefined) queue.push(next)
        addAll(settled, known ?? [])
        addAll(above, [next, ...(known ?? [])])
      }
    }
    this.#makeRoom(above.size)
    return above
  }

  #makeRoom(size: number): void {
    this.#size += size
    if (this.#size <= most) return
    this.#known.clear()
    this.#size = size
  }
}

function addAll(set: Set<string>, others: Iterable<string>): void {
  for (const other of others) set.add(other)
}
