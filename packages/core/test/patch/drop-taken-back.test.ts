import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropTakenBack } from '../../src/patch/drop-taken-back.ts'
import type { RelationDelta } from '../../src/store/store.ts'

const remove = (...values: readonly string[]): RelationDelta => ({ kind: 'remove', values })
const elementsOf = (values: readonly string[]) => values.map((value) => ({ value }))
const add = (...values: readonly string[]): RelationDelta => ({ kind: 'add', elements: elementsOf(values) })
const replaceAll = (...values: readonly string[]): RelationDelta => ({
  kind: 'replaceAll',
  elements: elementsOf(values),
})

const values = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 })
const delta = fc.oneof(
  values.map((some) => remove(...some)),
  values.map((some) => add(...some)),
  values.map((some) => replaceAll(...some)),
)

/** What a relation holds in the end, in its order. */
function apply(held: readonly string[], deltas: readonly RelationDelta[]): readonly string[] {
  const now = new Set(held)
  for (const each of deltas) {
    if (each.kind === 'replaceAll') now.clear()
    if ('elements' in each) for (const { value } of each.elements) now.add(value)
    if (each.kind === 'remove') for (const value of each.values) now.delete(value)
  }
  return [...now]
}

describe('what one operation adds and a later one removes', () => {
  it('is not added', () => {
    expect(dropTakenBack([add('a', 'b'), remove('a')])).toEqual([add('b'), remove('a')])
    expect(dropTakenBack([replaceAll('a', 'b'), remove('b')])).toEqual([replaceAll('a'), remove('b')])
  })

  it('is added when it comes after the removal', () => {
    expect(dropTakenBack([remove('a'), add('a')])).toEqual([remove('a'), add('a')])
  })

  it('makes no difference to what the relation holds in the end', () => {
    fc.assert(
      fc.property(values, fc.array(delta, { maxLength: 6 }), (held, deltas) => {
        expect(apply(held, dropTakenBack(deltas))).toEqual(apply(held, deltas))
      }),
    )
  })
})
