import { componentsOf, type Edges } from './components.ts'
import type { References } from './references-of.ts'

/** Operations that are done together: one, or several that create resources which refer to each other. */
export interface Step {
  /** In the order they are done. */
  readonly operations: readonly number[]
  readonly isCyclic: boolean
  /** Of those, the ones that cannot be created without each other. */
  readonly impossible: readonly number[]
}

/** What is known of an operation when the order is made: the bulkId it creates under, and what it refers to. */
export interface Planned {
  readonly creates: string | undefined
  readonly references: References
}

/**
 * The order of the operations: the client's, except that what is referred to comes before what refers to it, however
 * the client listed them (RFC 7644 §3.7.2).
 */
export function planSteps(operations: readonly Planned[]): readonly Step[] {
  const creators = new Map(
    operations.flatMap(({ creates }, index) => (creates === undefined ? [] : [[creates, index]])),
  )
  const edgesBy =
    (kind: keyof References): Edges =>
    (node) =>
      [...(operations[node]?.references[kind] ?? [])].flatMap((bulkId) => creators.get(bulkId) ?? [])
  const required = edgesBy('required')
  const nodes = operations.map((_, index) => index)
  return componentsOf(nodes, edgesBy('all')).map((component) =>
    isCycle(component, edgesBy('all')) ? cyclicStep(component, required) : single(component),
  )
}

function isCycle(component: readonly number[], edges: Edges): boolean {
  return component.length > 1 || component.some((node) => edges(node).includes(node))
}

function single(operations: readonly number[]): Step {
  return { operations, isCyclic: false, impossible: [] }
}

/**
 * Within a cycle, what is required comes first. Only required references that form a cycle themselves have no order.
 */
function cyclicStep(component: readonly number[], required: Edges): Step {
  const members = new Set(component)
  const within: Edges = (node) => required(node).filter((target) => members.has(target))
  const ordered = componentsOf(component, within)
  return {
    operations: ordered.flat(),
    isCyclic: true,
    impossible: ordered.filter((part) => isCycle(part, within)).flat(),
  }
}
