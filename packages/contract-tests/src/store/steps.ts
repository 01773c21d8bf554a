import type { RelationDelta } from '@scimkit/core'
import fc from 'fast-check'
import { add, remove, replaceAll } from './world.ts'

/** A change of members, each named by its place in the order of creation. */
export interface Delta {
  readonly kind: 'add' | 'remove' | 'replaceAll'
  readonly members: readonly number[]
}

/** One thing a unit does. A target is a place in the order of creation; one that is not there is passed over. */
export type Step =
  | { readonly kind: 'create'; readonly type: 'User' | 'Group'; readonly name: string }
  | { readonly kind: 'rename'; readonly target: number; readonly name: string }
  | { readonly kind: 'delete'; readonly target: number; readonly how: 'hard' | 'tombstone' }
  | { readonly kind: 'revive'; readonly target: number; readonly name: string }
  | { readonly kind: 'purge'; readonly target: number }
  | { readonly kind: 'relate'; readonly target: number; readonly deltas: readonly Delta[] }

/** Steps that happen together, or not at all. */
export interface Unit {
  readonly steps: readonly Step[]
  readonly fails: boolean
}

const toDelta = { add, remove, replaceAll }

/**
 * The delta, its members called as the store or the model calls them, by place. Those nobody has come to yet are left
 * out.
 */
export function deltaOf({ kind, members }: Delta, names: readonly string[]): RelationDelta {
  return toDelta[kind](...members.flatMap((member) => names[member] ?? []))
}

const target = fc.nat(9)
// Few names, so that they collide.
const name = fc.constantFrom('ada', 'bob', 'cyd', 'dee')
const anyDelta: fc.Arbitrary<Delta> = fc.record({
  kind: fc.constantFrom('add', 'add', 'remove', 'replaceAll'),
  members: fc.array(target, { maxLength: 4 }),
})
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create'), type: fc.constantFrom('User', 'Group'), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename'), target, name }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete'), target, how: fc.constantFrom('hard', 'tombstone') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revive'), target, name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('purge'), target }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('relate'), target, deltas: fc.array(anyDelta, { maxLength: 3 }) }),
  },
)

/** Any unit; one in four ends in an exception. */
export const anyUnit: fc.Arbitrary<Unit> = fc.record({
  steps: fc.array(anyStep, { maxLength: 6 }),
  fails: fc.nat(3).map((choice) => choice === 0),
})
