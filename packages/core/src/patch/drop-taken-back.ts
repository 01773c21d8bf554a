import type { RelationDelta } from '../store/store.ts'

/**
 * Leaves out what is added by one operation and removed by a later one of the same request. Where it was not there
 * before, nothing has changed, and a request that changes nothing leaves the version alone (RFC 7644 §3.5.2.1).
 */
export function dropTakenBack(deltas: readonly RelationDelta[]): readonly RelationDelta[] {
  const removed = new Set<string>()
  const kept: RelationDelta[] = []
  for (const delta of [...deltas].reverse()) {
    if (delta.kind === 'remove') for (const value of delta.values) removed.add(value)
    kept.push(removed.size === 0 ? delta : without(delta, removed))
  }
  return kept.reverse()
}

function without(delta: RelationDelta, removed: ReadonlySet<string>): RelationDelta {
  if (!('elements' in delta)) return delta
  return { ...delta, elements: delta.elements.filter(({ value }) => !removed.has(value)) }
}
