import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import type { RelationStep } from './edit.ts'
import { costOfFilter } from './filter-cost.ts'
import { selectedValues } from './selected-values.ts'

/**
 * What the edits of one request may take altogether, in looks at a short value of some 100 ns each. Thousands of edits
 * of a list of thousands would hold up everybody else; a list that grows like this belongs into a relation.
 */
export const maxLooks = 2_500_000

/** What each further operation of a bulk request adds: more than whole lists of 200 values take. */
const looksForEach = 10_000

/** How often the elements of a relation may be gone through: each time all of them are, and they may be 100 000. */
const maxSearches = 100

/** What one more condition adds to a search: most of it is going from one element to the next. */
const searchesForCondition = 0.25

/** What one request may take: of a bulk request, all its operations together. */
export class Allowance {
  #looks: number
  #searches = maxSearches

  /** @param operations how many operations the request has */
  constructor(operations = 1) {
    this.#looks = maxLooks + looksForEach * (operations - 1)
  }

  /** Remembers what is left, for a unit of work that may be run again: what it gives goes back to that. */
  remember(): () => void {
    const [looks, searches] = [this.#looks, this.#searches]
    return () => {
      this.#looks = looks
      this.#searches = searches
    }
  }

  /**
   * Takes looks at values in a document.
   *
   * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`
   */
  look(count: number): void {
    this.#looks -= count
    if (this.#looks < 0) throw tooMuch()
  }

  /**
   * Takes what a step searches a relation for: nothing where the step names its elements, as identity providers do.
   *
   * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`
   */
  search(step: RelationStep): void {
    if (!('filter' in step)) return
    const filter = 'differing' in step ? step.differing : step.filter
    if (selectedValues(filter) !== undefined) return
    this.#searches -= costOfSearch(filter)
    if (this.#searches < 0) throw tooMuch()
  }
}

function costOfSearch(filter: ResolvedFilter): number {
  return 1 + searchesForCondition * Math.max(costOfFilter(filter).tests - 1, 0)
}

/** Tells that lists are gone through too often. */
export function tooMuch(): ScimError {
  return new ScimError('PATCH_TOO_MANY_OPERATIONS', {})
}
