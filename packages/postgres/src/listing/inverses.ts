import type { ElementRow } from '../row.ts'

/** A resource that a walk has met. */
export interface Met {
  readonly id: string
  readonly seq: number
  /** Its displayName. */
  readonly display: string | null
  /** The `seq` of the owners that hold it, in the order in which they took it in. */
  readonly owners: readonly number[] | null
}

/**
 * Tells what a resource among those met belongs to: the direct owners first, then those that hold it through others,
 * oldest first (RFC 7643 §4.1.2 `groups.type`).
 */
export function inversesIn(met: readonly Met[]): (id: string) => readonly ElementRow[] {
  const byId = new Map(met.map((one) => [one.id, one]))
  const bySeq = new Map(met.map((one) => [one.seq, one]))
  const holders = new Map(met.map((one) => [one, (one.owners ?? []).flatMap((seq) => bySeq.get(seq) ?? [])]))
  return (id) => {
    const start = byId.get(id)
    if (start === undefined) return []
    const direct = (holders.get(start) ?? []).filter((owner) => owner !== start)
    const known = new Set([start, ...direct])
    const indirect = above(direct, holders).filter((one) => !known.has(one))
    return [
      ...direct.map((one) => toElement(one, 'direct')),
      ...indirect.toSorted((one, other) => one.seq - other.seq).map((one) => toElement(one, 'indirect')),
    ]
  }
}

/** Everything that holds one of these, however far up, and these. */
function above(some: readonly Met[], holders: ReadonlyMap<Met, readonly Met[]>): readonly Met[] {
  const found = new Set(some)
  // A set is gone through in the order of adding, also what is added meanwhile.
  for (const one of found) for (const owner of holders.get(one) ?? []) found.add(owner)
  return [...found]
}

function toElement({ id, display }: Met, type: string): ElementRow {
  return { value: id, type, display }
}
