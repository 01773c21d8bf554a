import { describe, expect, it } from 'vitest'
import { Allowance } from '../../src/patch/allowance.ts'
import type { JsonObject } from '../../src/schema/json.ts'
import { errorOf } from '../filter/harness.ts'
import { apply, group, plan } from './harness.ts'

const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, at) => make(at))
const refusal = 'The PATCH goes through long lists too often. Split it over several requests.'

describe('what the operations of a bulk request may take together', () => {
  const document: JsonObject = { name: 'x', parts: times(5000, (index) => ({ value: `${index}` })) }
  const costly = times(160, (index) => ({ op: 'replace', path: 'parts[value eq "1"].qty', value: index }))

  it('is used up by a costly one, and then nothing is left for others', () => {
    const allowance = new Allowance(10)
    const work = () => apply(document, costly, { allowance })
    expect(work).not.toThrow()
    expect(times(9, () => errorOf(work).message)).toEqual(Array(9).fill(refusal))
    const small = [{ op: 'replace', path: 'name', value: 'y' }]
    expect(errorOf(() => apply({ name: 'x' }, small, { allowance })).message).toBe(refusal)
    expect(apply({ name: 'x' }, small, { allowance: new Allowance() })).toEqual({ name: 'y' })
  })

  it('is not used up by one that asks for too much', () => {
    const allowance = new Allowance(1000)
    const tooCostly = times(4000, (index) => ({ op: 'remove', path: `parts[value eq "x${index}"]` }))
    expect(errorOf(() => apply(document, tooCostly, { allowance })).message).toBe(refusal)
    expect(() => apply(document, costly, { allowance })).not.toThrow()
  })

  it('lasts for whole lists of 200 values for each of 1 000 resources', () => {
    const allowance = new Allowance(1000)
    const list = times(200, (index) => ({
      value: `someone.${index}@example.com`,
      type: 'a',
      display: `Number ${index}`,
    }))
    const work = () => apply({ name: 'x', parts: list }, [{ op: 'replace', path: 'parts', value: list }], { allowance })
    expect(() => times(1000, work)).not.toThrow()
  })

  it('lasts for 20 operations on lists of ten, for each of 1 000 resources', () => {
    const allowance = new Allowance(1000)
    const small = { name: 'x', parts: times(10, (index) => ({ value: `${index}`, type: `${index}` })) }
    const operations = times(20, (index) => ({ op: 'replace', path: 'parts[type eq "3"].display', value: `${index}` }))
    expect(() => times(1000, () => apply(small, operations, { allowance }))).not.toThrow()
  })
})

describe('searching a relation', () => {
  const steps = (operations: readonly JsonObject[]) => [...plan(operations, group).relations.values()].flat()
  /** How many of the same are done before one is refused. */
  const rounds = (operation: JsonObject): number => {
    const allowance = new Allowance()
    const [step] = steps([operation])
    if (step === undefined) throw new Error('There is no step.')
    for (let round = 0; round < 20_000; round += 1) {
      try {
        allowance.search(step)
      } catch {
        return round
      }
    }
    return Number.POSITIVE_INFINITY
  }
  const any = (count: number, term: (index: number) => string) => times(count, term).join(' or ')

  it.each<readonly [string, JsonObject, number]>([
    ['a removal by a part of the name', { op: 'remove', path: 'members[display co "x"]' }, 100],
    ['a replacement of one kind', { op: 'replace', path: 'members[type eq "User"]', value: [{ value: 'a' }] }, 100],
    ['a removal by two conditions', { op: 'remove', path: 'members[value eq "a" and type eq "User"]' }, 80],
    ['a removal by 200 conditions', { op: 'remove', path: `members[${any(200, (at) => `display co "${at}"`)}]` }, 1],
    ['a removal by 200 names', { op: 'remove', path: `members[${any(200, (at) => `display eq "${at}"`)}]` }, 100],
  ])('%s is done so often and no more', (_, operation, count) => {
    expect(rounds(operation)).toBe(count)
  })

  it.each<readonly [string, JsonObject]>([
    ['a removal by the value', { op: 'remove', path: 'members[value eq "a"]' }],
    ['a removal by one of many values', { op: 'remove', path: `members[${any(100, (at) => `value eq "${at}"`)}]` }],
    ['a replacement by the value', { op: 'replace', path: 'members[value eq "a"]', value: [{ value: 'b' }] }],
    ['an addition', { op: 'add', path: 'members', value: [{ value: 'a' }] }],
    ['a replacement of all', { op: 'replace', path: 'members', value: [{ value: 'a' }] }],
    ['a removal of all', { op: 'remove', path: 'members' }],
  ])('is not what %s does', (_, operation) => {
    expect(rounds(operation)).toBe(Number.POSITIVE_INFINITY)
  })
})
