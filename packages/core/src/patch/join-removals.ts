import type { RelationDelta } from '../store/store.ts'

/**
 * Makes one change of elements that are removed one by one, as Okta does with hundreds: then they are looked for once,
 * and not once for each.
 */
export function joinRemovals(deltas: readonly RelationDelta[]): readonly RelationDelta[] {
  const runs: RelationDelta[][] = []
  for (const delta of deltas) {
    const run = runs.at(-1)
    if (run !== undefined && run[0]?.kind === delta.kind && isRemoval(delta)) run.push(delta)
    else runs.push([delta])
  }
  return runs.flatMap(join)
}

function isRemoval({ kind }: RelationDelta): boolean {
  return kind === 'remove' || kind === 'removeWhere'
}

function join(run: readonly RelationDelta[]): readonly RelationDelta[] {
  if (run.length === 1) return run
  const named = run.flatMap((delta) => (delta.kind === 'remove' ? [delta.values] : []))
  if (named.length > 0) return [{ kind: 'remove', values: [...new Set(named.flat())] }]
  const operands = run.flatMap((delta) => (delta.kind === 'removeWhere' ? [delta.filter] : []))
  return [{ kind: 'removeWhere', filter: { kind: 'or', operands } }]
}
