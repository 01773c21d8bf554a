/** Where each node leads. */
export type Edges = (node: number) => readonly number[]

interface Visit {
  readonly node: number
  readonly ahead: Iterator<number>
}

/**
 * The strongly connected components of a graph, each after those it leads to, otherwise in the order of the nodes
 * (Tarjan). It keeps its own stack: a chain of references may be as long as a request.
 */
export function componentsOf(nodes: readonly number[], edges: Edges): readonly (readonly number[])[] {
  const search = new Search(edges)
  for (const node of nodes) search.from(node)
  return search.components
}

class Search {
  readonly components: number[][] = []
  readonly #edges: Edges
  /** When a node was first seen. */
  readonly #seen = new Map<number, number>()
  /** The earliest node of the open ones that can be reached. */
  readonly #low = new Map<number, number>()
  readonly #open: number[] = []
  readonly #isOpen = new Set<number>()

  constructor(edges: Edges) {
    this.#edges = edges
  }

  from(start: number): void {
    if (this.#seen.has(start)) return
    const visits = [this.#enter(start)]
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { done, value } = visit.ahead.next()
      if (done) {
        visits.pop()
        this.#leave(visit.node, visits.at(-1)?.node)
      } else if (!this.#seen.has(value)) visits.push(this.#enter(value))
      else if (this.#isOpen.has(value)) this.#reach(visit.node, this.#seen.get(value))
    }
  }

  #enter(node: number): Visit {
    const order = this.#seen.size
    this.#seen.set(node, order)
    this.#low.set(node, order)
    this.#open.push(node)
    this.#isOpen.add(node)
    return { node, ahead: this.#edges(node)[Symbol.iterator]() }
  }

  #leave(node: number, from: number | undefined): void {
    const low = this.#low.get(node)
    if (from !== undefined) this.#reach(from, low)
    if (low !== this.#seen.get(node)) return
    const members = this.#open.splice(this.#open.lastIndexOf(node))
    for (const member of members) this.#isOpen.delete(member)
    this.components.push(members.sort((left, right) => left - right))
  }

  #reach(node: number, low = Number.POSITIVE_INFINITY): void {
    this.#low.set(node, Math.min(this.#low.get(node) ?? low, low))
  }
}
