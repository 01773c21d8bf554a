import type { Attribute } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'

/** The attributes whose values a filter holds. One that is only asked for its presence is not among them. */
export function comparedIn(filter: ResolvedFilter): readonly Attribute[] {
  switch (filter.kind) {
    case 'compare':
      return [filter.attribute]
    case 'and':
    case 'or':
      return filter.operands.flatMap(comparedIn)
    case 'not':
      return comparedIn(filter.operand)
    case 'valuePath':
      return comparedIn(filter.filter)
    case 'present':
    case 'never':
      return []
  }
}
