import { isJsonObject, type JsonValue } from '../schema/json.ts'
import type { DocumentEdit } from './edit.ts'

type Addition = DocumentEdit & { readonly value: readonly JsonValue[] }

/** Edits that can be done as one. */
interface Run {
  readonly first: DocumentEdit
  readonly others: Addition[]
}

/**
 * Makes one edit of elements that are added one by one: then those that are there already are looked at once, and not
 * once for each.
 */
export function joinAdditions(edits: readonly DocumentEdit[]): readonly DocumentEdit[] {
  const runs: Run[] = []
  for (const edit of edits) {
    const run = runs.at(-1)
    if (run !== undefined && isAddition(edit) && continues(run.first, edit)) run.others.push(edit)
    else runs.push({ first: edit, others: [] })
  }
  return runs.map(join)
}

function join({ first, others }: Run): DocumentEdit {
  if (others.length === 0 || !isAddition(first)) return first
  return { ...first, value: [first, ...others].flatMap(({ value }) => value) }
}

function continues(first: DocumentEdit, addition: Addition): boolean {
  // Of two additions the later primary element wins, or says that it is none; within one there may be only one.
  const saysPrimary = addition.value.some((element) => isJsonObject(element) && element.primary !== undefined)
  return isAddition(first) && first.target.attribute === addition.target.attribute && !saysPrimary
}

function isAddition(edit: DocumentEdit): edit is Addition {
  const { op, target, value, isSole } = edit
  return op === 'add' && !isSole && target.filter === undefined && target.sub === undefined && Array.isArray(value)
}
