import type { Attribute } from '../schema/attribute.ts'

/** The comparison operators of RFC 7644 §3.4.2.2 Table 3. */
export type ComparisonOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** The literal a filter compares with. */
export type Literal = string | number | boolean | null

/**
 * A parsed filter. `and` and `or` are n-ary, so depth grows with brackets alone and a chain of 20 000 terms is flat.
 * Attribute names are the client's own text here; {@link ResolvedFilter} has them settled against the schema.
 */
export type Filter =
  | { readonly kind: 'compare'; readonly path: string; readonly operator: ComparisonOperator; readonly value: Literal }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'and'; readonly operands: readonly [Filter, Filter, ...Filter[]] }
  | { readonly kind: 'or'; readonly operands: readonly [Filter, Filter, ...Filter[]] }
  | { readonly kind: 'not'; readonly operand: Filter }
  /** `emails[type eq "work"]`: every condition is about the same element (RFC 7644 §3.4.2.2). */
  | { readonly kind: 'valuePath'; readonly path: string; readonly filter: Filter }

/** A PATCH path: `attrPath`, `attrPath[filter]` or `attrPath[filter].subAttribute` (RFC 7644 §3.5.2, Figure 7). */
export interface Path {
  /** Up to the bracket: the attribute as the client names it, with its sub-attribute where there is no filter. */
  readonly path: string
  /** Between the brackets. */
  readonly filter?: Filter
  /** Behind the brackets, without the dot. */
  readonly subAttribute?: string
}

/**
 * A filter whose names, types and case rules are settled, so that memory and SQL cannot disagree about meaning.
 *
 * Already rewritten here, so that a back end meets none of it: `ne` is `not` of `eq` (true for a missing value and, on
 * a multi-valued attribute, when no value equals), `eq null` is `not` of `present`, `primary eq false` is `not` of
 * `primary eq true` on the element, `schemas` is the presence of an extension's attributes, `meta.location` is the
 * `id`. A literal is of the attribute's type; a dateTime has an offset.
 *
 * Inside a `valuePath` an attribute is relative to the element: one of the sub-attributes, or the multi-valued
 * attribute itself when its elements are simple (`tags[value eq "x"]`).
 */
export type ResolvedFilter =
  | {
      readonly kind: 'compare'
      readonly attribute: Attribute
      readonly operator: Exclude<ComparisonOperator, 'ne'>
      readonly value: string | number | boolean
    }
  | { readonly kind: 'present'; readonly attribute: Attribute }
  | { readonly kind: 'and'; readonly operands: readonly ResolvedFilter[] }
  | { readonly kind: 'or'; readonly operands: readonly ResolvedFilter[] }
  | { readonly kind: 'not'; readonly operand: ResolvedFilter }
  | { readonly kind: 'valuePath'; readonly attribute: Attribute; readonly filter: ResolvedFilter }
  /** An attribute this resource type lacks, in a query over several types: it has no value (RFC 7644 §3.4.2.1). */
  | { readonly kind: 'never' }
