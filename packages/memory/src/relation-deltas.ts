import type { RelationDelta, RelationElement } from '@scimkit/core'
import type { Journal } from './journal.ts'
import { type Elements, matchElements } from './match-elements.ts'

/** The elements of one owner, about to be changed. */
export interface Side extends Elements {
  readonly journal: Journal
}

/**
 * Applies one delta, and says whether it changed anything. Its cost follows the delta; only a filter may have to look
 * at all elements.
 */
export function applyDelta(side: Side, delta: RelationDelta): boolean {
  switch (delta.kind) {
    case 'add':
      return addAll(side, delta.elements)
    case 'remove':
      return removeAll(side, delta.values)
    case 'removeWhere':
      return removeAll(side, matchElements(side, delta.filter))
    case 'replaceAll':
      return replaceAll(side, delta.elements)
  }
}

/** Touches the difference alone: an element that stays keeps its place. */
function replaceAll(side: Side, elements: readonly RelationElement[]): boolean {
  const wanted = new Set(elements.map((element) => element.value))
  const surplus = side.relation.valuesOf(side.owner).filter((value) => !wanted.has(value))
  const removed = removeAll(side, surplus)
  return addAll(side, elements) || removed
}

function addAll({ relation, owner, journal }: Side, elements: readonly RelationElement[]): boolean {
  return elements.filter((element) => relation.add(owner, element, journal)).length > 0
}

function removeAll({ relation, owner, journal }: Side, values: readonly string[]): boolean {
  return values.filter((value) => relation.remove(owner, value, journal)).length > 0
}
