import type { ResolvedFilter } from '../filter/ast.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { JsonValue } from '../schema/json.ts'
import { type Allowance, maxLooks, tooMuch } from './allowance.ts'
import { costOfFilter } from './filter-cost.ts'
import { weightOf } from './weight.ts'

/** What else is done, in looks. Measured: they only have to be about right. */
const looks = { edit: 20, term: 50, test: 2, write: 15, compare: 10, compareMember: 2 }

/** Counts what the edits of one PATCH take, and ends one that takes too much. */
export class Effort {
  #left = maxLooks
  readonly #allowance: Allowance
  /** How much is to be gone through inside the values of an attribute. It only grows, as far as it is not known. */
  readonly #weights = new Map<Attribute, number>()

  /** @param allowance of the request, which the PATCH may be only a part of */
  constructor(allowance: Allowance) {
    this.#allowance = allowance
  }

  /** Values of an attribute are gone through once, and held against a filter. */
  visit(attribute: Attribute, value: JsonValue | undefined, filter?: ResolvedFilter): void {
    // First, so that nothing is weighed for a request that has used up what it may take.
    this.#spend(looks.edit)
    const weight = this.#weights.get(attribute) ?? weightOf(value)
    this.#weights.set(attribute, weight)
    const { tests, terms } = costOfFilter(filter)
    const count = Array.isArray(value) ? value.length : 1
    this.#spend((count + weight) * (1 + looks.test * tests) + looks.term * terms)
  }

  /** So many values of an attribute are told apart by all that they hold. */
  compare(attribute: Attribute, count: number): void {
    const each = looks.compare + looks.compareMember * attribute.subAttributes.length
    this.#spend(count * each + (this.#weights.get(attribute) ?? 0))
  }

  /** A value is written into an attribute. */
  write(attribute: Attribute, value: JsonValue | undefined): void {
    const weight = weightOf(value)
    const before = this.#weights.get(attribute) ?? 0
    // A single simple value takes the place of the one before; what has parts may keep those it had.
    const isReplaced = !attribute.multiValued && attribute.type !== 'complex'
    this.#weights.set(attribute, isReplaced ? weight : before + weight)
    this.#spend(looks.write + 2 * weight)
  }

  /** @throws ScimError `PATCH_TOO_MANY_OPERATIONS` */
  #spend(count: number): void {
    // One PATCH that asks for too much leaves something to the others.
    this.#allowance.look(Math.min(count, this.#left))
    this.#left -= count
    if (this.#left < 0) throw tooMuch()
  }
}
