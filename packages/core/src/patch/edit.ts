import type { Path, ResolvedFilter } from '../filter/ast.ts'
import type { Attribute } from '../schema/attribute.ts'
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
  /** As the client wrote it. */
  readonly path: Path
}

/** A part of the elements a filter selects is what it is said to be already; there must be some. */
export interface RelationUnchanged {
  readonly kind: 'unchanged'
  readonly filter: ResolvedFilter
  /** Selects those of them of which that is not true. */
  readonly differing: ResolvedFilter
  readonly sub: Attribute
  /** As the client wrote it. */
  readonly path: Path
}

/** A change of a relation: a delta for the store, elements that take the place of others, or what must not change. */
export type RelationStep = RelationDelta | RelationReplacement | RelationUnchanged
