import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { componentsOf } from '../../../src/operations/bulk/components.ts'

const size = 7
const nodes = Array.from({ length: size }, (_, index) => index)
const node = fc.nat({ max: size - 1 })
const graph = fc.array(fc.tuple(node, node), { maxLength: 14 }).map((pairs) => ({
  leadsTo: (from: number) => pairs.filter(([start]) => start === from).map(([, end]) => end),
}))

function reachableFrom(start: number, leadsTo: (from: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set([start])
  for (const next of reached) for (const end of leadsTo(next)) reached.add(end)
  return reached
}

describe('the components of a graph', () => {
  it('hold the nodes that can reach each other, and every node once', () => {
    fc.assert(
      fc.property(graph, ({ leadsTo }) => {
        const components = componentsOf(nodes, leadsTo)
        expect(components.flat().toSorted()).toEqual(nodes)
        for (const component of components)
          for (const member of component) {
            const mutual = nodes.filter(
              (other) => reachableFrom(member, leadsTo).has(other) && reachableFrom(other, leadsTo).has(member),
            )
            expect(component).toEqual(mutual)
          }
      }),
    )
  })

  it('come after those they lead to', () => {
    fc.assert(
      fc.property(graph, ({ leadsTo }) => {
        const order = componentsOf(nodes, leadsTo).flatMap((component, index) =>
          component.map((member) => [member, index]),
        )
        const place = new Map(order as [number, number][])
        for (const from of nodes)
          for (const to of leadsTo(from)) expect(place.get(to)).toBeLessThanOrEqual(place.get(from) ?? -1)
      }),
    )
  })

  it('keep the order of the nodes where nothing leads forward', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 14 }), (pairs) => {
        const leadsBack = (from: number) =>
          pairs.filter(([start, end]) => start === from && end < from).map(([, end]) => end)
        expect(componentsOf(nodes, leadsBack)).toEqual(nodes.map((member) => [member]))
      }),
    )
  })

  it('are found in a chain of any length, and in a ring', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => index)
    const chain = componentsOf(many, (from) => (from + 1 < many.length ? [from + 1] : []))
    expect(chain).toHaveLength(many.length)
    expect(chain[0]).toEqual([many.length - 1])
    expect(componentsOf(many, (from) => [(from + 1) % many.length])).toEqual([many])
  })
})
