import { isJsonObject, type JsonValue } from '../schema/json.ts'
import type { DocumentEdit } from './plan.ts'

type Addition = DocumentEdit & { readonly value: readonly JsonValue[] }

/**
 * Appends an edit to those before it. Elements that are added one by one are added together: then those that are there
 * already are looked at once, and not once for each.
 */
export function joinEdit(edits: DocumentEdit[], edit: DocumentEdit): void {
  const last = edits.at(-1)
  const isJoined = last !== undefined && isAddition(last) && isAddition(edit) && belongs(last, edit)
  if (isJoined) edits[edits.length - 1] = { ...last, value: [...last.value, ...edit.value] }
  else edits.push(edit)
}

function belongs(first: Addition, second: Addition): boolean {
  // Of two additions the later primary element wins, within one there may be only one.
  const claims = second.value.some((element) => isJsonObject(element) && element.primary === true)
  return first.target.attribute === second.target.attribute && !claims
}

function isAddition(edit: DocumentEdit): edit is Addition {
  const { op, target, value } = edit
  return op === 'add' && target.filter === undefined && target.sub === undefined && Array.isArray(value)
}
