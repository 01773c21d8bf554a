import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveElementFilter } from '../../src/filter/resolve.ts'
import { joinRemovals } from '../../src/patch/join-removals.ts'
import type { RelationDelta } from '../../src/store/store.ts'
import { group } from './harness.ts'

const members = group.byName.get('members')
if (members === undefined) throw new Error('There is no such attribute.')
const filter = (text: string) => resolveElementFilter(parseFilter(text), members)
const where = (text: string): RelationDelta => ({ kind: 'removeWhere', filter: filter(text) })
const remove = (...values: readonly string[]): RelationDelta => ({ kind: 'remove', values })
const add = (value: string): RelationDelta => ({ kind: 'add', elements: [{ value }] })

describe('removals of elements of a relation', () => {
  it('are one when they follow each other, and name each element once', () => {
    expect(joinRemovals([remove('a'), remove('b', 'a'), remove('c')])).toEqual([remove('a', 'b', 'c')])
    expect(joinRemovals([remove(), remove()])).toEqual([remove()])
  })

  it('are one search when they follow each other', () => {
    const [first, second] = [where('display co "a"'), where('display co "b" and type eq "User"')]
    expect(joinRemovals([first, second])).toEqual([where('display co "a" or (display co "b" and type eq "User")')])
  })

  it('stay in their place among other changes', () => {
    const deltas = [remove('a'), add('a'), remove('a'), where('display co "a"'), add('b'), add('c')]
    expect(joinRemovals(deltas)).toEqual(deltas)
    expect(joinRemovals([])).toEqual([])
  })
})
