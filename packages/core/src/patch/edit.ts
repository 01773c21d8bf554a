import type { ResolvedFilter } from '../filter/ast.ts'
import type { JsonValue } from '../schema/json.ts'
import type { RelationDelta, RelationElement } from '../store/store.ts'
import type { OperationKind } from './operation.ts'
import type { Target } from './target.ts'

/** An attribute target: everything but a whole extension. */
export type AttributeTarget = Extract<Target, { kind: 'attribute' }>

/** One change of the document, its value already read into canonical form. */
export interface DocumentEdit {
  readonly op: OperationKind
  readonly target: AttributeTarget
  /** Undefined unassigns. */
  readonly value: JsonValue | undefined
  /** Whether the value takes the place of a complex one, instead of being merged into it (A15). */
  readonly isWhole?: boolean
  /** Whether there is room for one element: what is made or added goes on with what is there, or takes its place. */
  readonly isSole?: boolean
}

/** Elements that take the place of those a filter selects; there must be some (RFC 7644 §3.5.2.3). */
interface RelationReplacement {
  readonly kind: 'replaceWhere'
  readonly filter: ResolvedFilter
  readonly elements: readonly RelationElement[]
  readonly text: string
}

/** A change of a relation: a delta for the store, or elements that take the place of those a filter selects. */
export type RelationStep = RelationDelta | RelationReplacement
