import type { Attribute } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'

/** A part of a resolved filter that names an attribute. */
export type Leaf = Extract<ResolvedFilter, { attribute: Attribute }>

/** Rewrites a leaf into one about stored values, so that no back end has to know what is not stored. */
export type Rewrite = (leaf: Leaf) => ResolvedFilter

/** Matches nothing. */
export const never = { kind: 'never' } as const satisfies ResolvedFilter

/** The opposite; a double negation is taken back. */
export function negate(filter: ResolvedFilter): ResolvedFilter {
  return filter.kind === 'not' ? filter.operand : { kind: 'not', operand: filter }
}
