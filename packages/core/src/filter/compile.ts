import type { Attribute } from '../schema/attribute.ts'
import { isJsonArray, type JsonValue } from '../schema/json.ts'
import type { StoredResource } from '../store/store.ts'
import type { ResolvedFilter } from './ast.ts'
import { alternatives, withoutNegations } from './chain.ts'
import { hasContent, isReadDirectly, memberOf, readerOf } from './read-values.ts'
import { ReadyValues } from './ready-values.ts'
import { comparison, comparisonOfReady, type Form, forms, type ReadyTest, type ValueTest } from './value-test.ts'

type Test<Subject> = (subject: Subject) => boolean

type Comparison = Extract<ResolvedFilter, { kind: 'compare' }>

/** Whether any value of an attribute passes a test. */
type AnyValue<Subject> = (subject: Subject, test: ValueTest) => boolean

/** How an attribute is found in what is tested: a resource, or one element of a multi-valued attribute. */
type Find<Subject> = (attribute: Attribute) => AnyValue<Subject>

/** What a filter is tried on. */
interface Subjects<Subject> {
  readonly find: Find<Subject>
  /** There where the filter has many conditions. */
  readonly ready: ReadyValues | undefined
}

/**
 * Turns a resolved filter into a function. Everything that can be settled once, is: no name, type or literal is
 * looked at again for a resource.
 *
 * A relation or inverse is read from `related`, so a store has to bring along those the filter names.
 *
 * @example
 * ```ts
 * const matches = compileFilter(resolveFilter(parseFilter('emails[type eq "work"]'), userType))
 * matches(ada) // true
 * ```
 */
export function compileFilter(filter: ResolvedFilter): Test<StoredResource> {
  return compile(filter, { find: inResource, ready: ReadyValues.for(filter) })
}

/**
 * The same for a filter about one element: what stands in square brackets (RFC 7644 §3.4.2.2).
 *
 * @example
 * ```ts
 * const emails = userType.byName.get('emails')
 * const isWork = emails && compileElementFilter(resolveElementFilter(parseFilter('type eq "work"'), emails))
 * isWork?.({ value: 'ada@example.com', type: 'work' }) // true
 * ```
 */
export function compileElementFilter(filter: ResolvedFilter): Test<JsonValue> {
  return compile(filter, { find: inElement, ready: ReadyValues.for(filter) })
}

function compile<Subject>(filter: ResolvedFilter, subjects: Subjects<Subject>): Test<Subject> {
  const { find, ready } = subjects
  switch (filter.kind) {
    case 'never':
      return () => false
    case 'compare':
      return ready === undefined ? holds(find(filter.attribute), comparison(filter)) : compareReady(filter, subjects)
    case 'present':
      return holds(find(filter.attribute), hasContent)
    case 'valuePath':
      return holds(find(filter.attribute), compile(filter.filter, { find: inElement, ready }))
    case 'not': {
      const test = compile(filter.operand, subjects)
      return (subject) => !test(subject)
    }
    case 'and':
      return every(withoutNegations(filter.operands).map((operand) => compile(operand, subjects)))
    case 'or':
      return compileOr(filter.operands, subjects)
  }
}

// However many conditions there are on one attribute, its value is looked up once and leads to those that can hold.
function compileOr<Subject>(
  operands: readonly ResolvedFilter[],
  subjects: Subjects<Subject>,
  levels = 4,
): Test<Subject> {
  const { cases, others } = levels > 0 ? alternatives(operands) : { cases: [], others: operands }
  return some([
    ...others.map((operand) => compile(operand, subjects)),
    ...cases.map(([attribute, rests]) => {
      const any = anyReady(subjects, attribute, 'comparable')
      const tests = new Map([...rests].map(([value, rest]) => [value, compileOr(rest, subjects, levels - 1)]))
      return (subject: Subject) => any(subject, (value) => tests.get(value)?.(subject) === true)
    }),
  ])
}

function compareReady<Subject>(filter: Comparison, subjects: Subjects<Subject>): Test<Subject> {
  const { form, test } = comparisonOfReady(filter)
  const any = anyReady(subjects, filter.attribute, form)
  return (subject) => any(subject, test)
}

/** Whether any value of an attribute, made ready, passes a test. */
function anyReady<Subject>(
  { find, ready }: Subjects<Subject>,
  attribute: Attribute,
  form: Form,
): (subject: Subject, test: ReadyTest) => boolean {
  const any = find(attribute)
  if (ready !== undefined) {
    const valuesOf = ready.of(any, attribute, form)
    return (subject, test) => valuesOf(subject).some(test)
  }
  const prepare = forms[form](attribute)
  return (subject, test) =>
    any(subject, (value) => {
      const made = prepare(value)
      return made !== undefined && test(made)
    })
}

function holds<Subject>(any: AnyValue<Subject>, test: ValueTest): Test<Subject> {
  return (subject) => any(subject, test)
}

// "Any value matches" (RFC 7644 §3.4.2.2), at each level that can be multi-valued.
function inResource(attribute: Attribute): AnyValue<StoredResource> {
  if (isReadDirectly(attribute)) {
    const read = readerOf(attribute)
    return (resource, test) => anyValue(read(resource), test)
  }
  const read = readerOf(attribute.parent ?? attribute)
  const { name } = attribute
  return (resource, test) => anyValue(read(resource), (element) => anyValue(memberOf(element, name), test))
}

/** In an element a sub-attribute is a member; the multi-valued attribute itself is the element, when it is simple. */
function inElement(attribute: Attribute): AnyValue<JsonValue> {
  if (attribute.parent === undefined) return (element, test) => test(element)
  const { name } = attribute
  return (element, test) => anyValue(memberOf(element, name), test)
}

function anyValue(value: JsonValue | undefined, test: ValueTest): boolean {
  if (!isJsonArray(value)) return value !== undefined && value !== null && test(value)
  for (const element of value) if (test(element)) return true
  return false
}

// Loops, not `Array.every` and `some` with a closure each: these run for every resource and halve the time it takes.
function every<Subject>(tests: readonly Test<Subject>[]): Test<Subject> {
  return (subject) => {
    for (const test of tests) if (!test(subject)) return false
    return true
  }
}

function some<Subject>(tests: readonly Test<Subject>[]): Test<Subject> {
  return (subject) => {
    for (const test of tests) if (test(subject)) return true
    return false
  }
}
