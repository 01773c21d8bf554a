import fc from 'fast-check'
import type { ComparisonOperator, Filter, Literal } from '../../src/filter/ast.ts'

const operators: readonly ComparisonOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']

/** Names, keywords among them: they are legal names. */
const name = fc.oneof(
  fc.constantFrom('userName', 'and', 'or', 'not', 'pr', 'eq', '$ref', 'a-b_c$1', 'true'),
  fc.stringMatching(/^[A-Za-z$][\w$-]{0,8}$/),
)
const simpleName = fc.oneof(name, fc.constant('urn:example:params:scim:schemas:test:2.0:Widget:name'))
const path = fc.oneof(
  simpleName,
  fc.tuple(name, name).map((names) => names.join('.')),
)

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(' and ', ' or ', ')', ']', '"', '\\', '\\"', '\u0142', '.', ':', '.*', '(a+)+b'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
)

function leaf(paths: fc.Arbitrary<string>): fc.Arbitrary<Filter> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      path: paths,
      operator: fc.constantFrom(...operators),
      value: literal,
    }),
    fc.record({ kind: fc.constant('present' as const), path: paths }),
  )
}

function composed(leaves: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'filter' },
      leaves,
      fc
        .tuple(
          fc.constantFrom('and' as const, 'or' as const),
          tie('filter'),
          tie('filter'),
          fc.array(tie('filter'), { maxLength: 2 }),
        )
        .map(([kind, first, second, rest]): Filter => ({ kind, operands: [first, second, ...rest] })),
      tie('filter').map((operand): Filter => ({ kind: 'not', operand })),
    ),
  })).filter
}

/** Filters as they stand in square brackets. */
const elementFilters = composed(leaf(name))

/** Any filter the grammar can say. */
export const filters = composed(
  fc.oneof(
    leaf(path),
    fc.record({ kind: fc.constant('valuePath' as const), path: simpleName, filter: elementFilters }),
  ),
)

/** Text that is nearly a filter, which finds more than random text does. */
export const nearlyFilters = fc
  .array(
    fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      ' ',
      'and',
      'or',
      'not',
      'eq',
      'pr',
      'userName',
      'emails',
      '"x"',
      '"',
      '\\',
      '1',
      '.',
      ':',
      'null',
      '\t',
      '\ud800',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''))

/** A path of the names alone, with or without a sub-attribute. */
export const patchPaths = fc.record(
  { path: simpleName, filter: elementFilters, subAttribute: name },
  { requiredKeys: ['path', 'filter'] },
)
