import type { Attribute } from '../schema/attribute.ts'
import type { JsonValue } from '../schema/json.ts'
import { isJsonObject } from '../schema/json.ts'
import type { StoredResource } from '../store/store.ts'
import type { ResolvedFilter } from './ast.ts'
import { alternatives, withoutNegations } from './chain.ts'
import { type Comparable, comparableOf } from './order.ts'
import { isList, isReadDirectly, memberOf, readerOf } from './read-values.ts'
import { comparison, type ValueTest } from './value-test.ts'

type Test<Subject> = (subject: Subject) => boolean

/** Whether any value of an attribute passes a test. */
type AnyValue<Subject> = (subject: Subject, test: ValueTest) => boolean

/** How an attribute is found in what is tested: a resource, or one element of a multi-valued attribute. */
type Find<Subject> = (attribute: Attribute) => AnyValue<Subject>

/**
 * Turns a resolved filter into a function. Everything that can be settled once, is: no name, type or literal is
 * looked at again for a resource.
 *
 * A relation or inverse is read from `related`, so a store has to bring along those the filter names.
 *
 * @example
 * ```ts
 * const matches = compileFilter(resolveFilter(parseFilter('userName eq "ada"'), user))
 * resources.filter(matches)
 * ```
 */
export function compileFilter(filter: ResolvedFilter): Test<StoredResource> {
  return compile(filter, inResource)
}

/** The same for a filter about one element: what stands in square brackets (RFC 7644 §3.4.2.2). */
export function compileElementFilter(filter: ResolvedFilter): Test<JsonValue> {
  return compile(filter, inElement)
}

function compile<Subject>(filter: ResolvedFilter, find: Find<Subject>): Test<Subject> {
  switch (filter.kind) {
    case 'never':
      return () => false
    case 'compare':
      return holds(find(filter.attribute), comparison(filter))
    case 'present':
      return holds(find(filter.attribute), hasContent)
    case 'valuePath':
      return holds(find(filter.attribute), compileElementFilter(filter.filter))
    case 'not': {
      const test = compile(filter.operand, find)
      return (subject) => !test(subject)
    }
    case 'and':
      return every(withoutNegations(filter.operands).map((operand) => compile(operand, find)))
    case 'or':
      return compileOr(filter.operands, find)
  }
}

// However many conditions there are on one attribute, its value is looked up once and leads to those that can hold.
function compileOr<Subject>(operands: readonly ResolvedFilter[], find: Find<Subject>, levels = 4): Test<Subject> {
  const { cases, others } = levels > 0 ? alternatives(operands) : { cases: [], others: operands }
  return some([
    ...others.map((operand) => compile(operand, find)),
    ...cases.map(([attribute, rests]) => {
      const any = find(attribute)
      const comparable = comparableOf(attribute)
      const tests = new Map([...rests].map(([value, rest]) => [value, compileOr(rest, find, levels - 1)]))
      return (subject: Subject) => any(subject, (value) => testOf(tests, comparable(value))(subject))
    }),
  ])
}

function testOf<Subject>(tests: ReadonlyMap<Comparable, Test<Subject>>, value: Comparable | undefined): Test<Subject> {
  return (value === undefined ? undefined : tests.get(value)) ?? (() => false)
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
  if (!isList(value)) return value !== undefined && value !== null && test(value)
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

/** Present means not empty: `""`, `[]`, `{}`, `null` and what is made of those are absent; `false` and 0 are not (A4). */
function hasContent(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  if (isList(value)) return value.some(hasContent)
  return !isJsonObject(value) || Object.values(value).some(hasContent)
}
