import type { Filter, Path } from './ast.ts'

/**
 * The canonical text of a filter: single blanks, keywords in lower case, brackets only where they change the meaning.
 * What it prints is read back as the same filter.
 *
 * @example
 * ```ts
 * printFilter(parseFilter('a EQ 1 AND (b pr)')) // 'a eq 1 and b pr'
 * ```
 */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'compare':
      return `${filter.path} ${filter.operator} ${JSON.stringify(filter.value)}`
    case 'present':
      return `${filter.path} pr`
    case 'not':
      return `not (${printFilter(filter.operand)})`
    case 'valuePath':
      return `${filter.path}[${printFilter(filter.filter)}]`
    case 'and':
    case 'or':
      return filter.operands.map((operand) => printOperand(operand, filter.kind)).join(` ${filter.kind} `)
  }
}

/** The canonical text of a PATCH path. */
export function printPath({ path, filter, subAttribute }: Path): string {
  const filtered = filter === undefined ? path : `${path}[${printFilter(filter)}]`
  return subAttribute === undefined ? filtered : `${filtered}.${subAttribute}`
}

// `and` binds tighter than `or` (erratum 4670); a chain within a chain of its own kind keeps its brackets.
function printOperand(operand: Filter, within: 'and' | 'or'): string {
  const bare = operand.kind === 'and' ? within === 'or' : operand.kind !== 'or'
  return bare ? printFilter(operand) : `(${printFilter(operand)})`
}
