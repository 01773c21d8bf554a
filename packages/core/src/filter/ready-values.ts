import type { Attribute } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'
import { comparedIn } from './compared-in.ts'
import type { Comparable } from './order.ts'
import { type Form, forms, type ValueTest } from './value-test.ts'

/** So few conditions make values ready each for itself: that is faster than to remember them. */
const few = 8

/**
 * Characters that are kept before all are forgotten: more than one resource has, for it is looked at by all conditions.
 */
const room = 16 * 1024 * 1024

/** What it takes to keep the values of an attribute besides them, in characters. */
const overhead = 64

/** The values of an attribute in what a filter is tried on, made ready for comparison. */
export type ReadyValuesOf<Subject> = (subject: Subject) => readonly Comparable[]

/**
 * Values made ready for one filter, each once however many conditions look at it. To fold a text takes many times as
 * long as to look into it, and a filter may have hundreds of conditions.
 */
export class ReadyValues {
  readonly #columns: Readonly<Record<Form, Map<Attribute, Map<unknown, readonly Comparable[]>>>> = {
    text: new Map(),
    comparable: new Map(),
  }
  #size = 0

  /** One for a filter that has many comparisons. */
  static for(filter: ResolvedFilter): ReadyValues | undefined {
    return comparedIn(filter).length > few ? new ReadyValues() : undefined
  }

  /** @param any finds the values: whether one of them passes a test */
  of<Subject>(
    any: (subject: Subject, test: ValueTest) => boolean,
    attribute: Attribute,
    form: Form,
  ): ReadyValuesOf<Subject> {
    const prepare = forms[form](attribute)
    const column = this.#columns[form].get(attribute) ?? new Map<unknown, readonly Comparable[]>()
    this.#columns[form].set(attribute, column)
    return (subject) => {
      const known = column.get(subject)
      if (known !== undefined) return known
      const values: Comparable[] = []
      any(subject, (value) => {
        const ready = prepare(value)
        if (ready !== undefined) values.push(ready)
        return false
      })
      // A plain value is not kept: to find a long text again takes as long as to fold it, or longer.
      if (typeof subject === 'object') this.#keep(column, subject, values)
      return values
    }
  }

  #keep(column: Map<unknown, readonly Comparable[]>, subject: unknown, values: readonly Comparable[]): void {
    for (const value of values) this.#size += typeof value === 'string' ? value.length : 1
    this.#size += overhead
    if (this.#size > room) this.#forget()
    column.set(subject, values)
  }

  #forget(): void {
    for (const columns of Object.values(this.#columns)) for (const column of columns.values()) column.clear()
    this.#size = 0
  }
}
