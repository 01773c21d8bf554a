import type { ResolvedFilter } from '../filter/ast.ts'
import { alternatives } from '../filter/chain.ts'

/** How many conditions one element is held against at most, and how many there are to make ready. */
interface FilterCost {
  readonly tests: number
  readonly terms: number
}

const nothing: FilterCost = { tests: 0, terms: 0 }

/** What a filter costs that is held against elements. */
export function costOfFilter(filter: ResolvedFilter | undefined): FilterCost {
  switch (filter?.kind) {
    case undefined:
      return nothing
    case 'not':
      return costOfFilter(filter.operand)
    case 'and':
      return sum(filter.operands.map(costOfFilter))
    case 'or':
      return costOfAny(filter.operands)
    default:
      return { tests: 1, terms: 1 }
  }
}

// As it is compiled: of many equalities of one attribute, an element's value leads to those that can hold.
function costOfAny(operands: readonly ResolvedFilter[], levels = 4): FilterCost {
  if (levels === 0) return sum(operands.map(costOfFilter))
  const { cases, others } = alternatives(operands)
  const branches = cases.map(([, rests]) => {
    const costs = [...rests.values()].map((rest) => costOfAny(rest, levels - 1))
    const tests = costs.reduce((most, cost) => Math.max(most, cost.tests), 0)
    return { tests: 1 + tests, terms: sum(costs).terms + rests.size }
  })
  return sum([...others.map(costOfFilter), ...branches])
}

function sum(costs: readonly FilterCost[]): FilterCost {
  return costs.reduce(
    (total, { tests, terms }) => ({ tests: total.tests + tests, terms: total.terms + terms }),
    nothing,
  )
}
