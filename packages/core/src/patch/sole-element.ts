import { isJsonObject } from '../schema/json.ts'
import type { Reading } from '../schema/read-value.ts'
import { keepSole } from '../schema/sole-element.ts'
import { describedBy } from './described-element.ts'
import type { DocumentEdit } from './edit.ts'
import type { Target } from './target.ts'

/** Whether a filter asks for an element there is no room for: it leads to nothing the product has. */
export function isOtherElement(target: Target, { sole }: Reading): boolean {
  if (target.kind === 'container' || target.filter === undefined || target.attribute !== sole?.attribute) return false
  const described = describedBy(target)
  return described !== undefined && sole.choose([described]) === undefined
}

/**
 * Fits an edit into a list that has room for one element: what is added takes the place of another that is there, and
 * what there is no room for changes nothing.
 */
export function fitIn(edit: DocumentEdit, { sole }: Reading): readonly DocumentEdit[] {
  const { op, target, value } = edit
  const { attribute, filter, sub } = target
  if (attribute !== sole?.attribute || op === 'remove') return [edit]
  if (filter === undefined && sub === undefined) {
    const kept = keepSole(attribute, value, sole)
    // A list in which nothing is meant is no empty list: that one takes away what is there.
    if (kept === undefined && (op === 'add' || value !== undefined)) return []
    return [{ ...edit, value: kept, ...(op === 'add' && { isSole: true }) }]
  }
  const element = sub === undefined ? value : { [sub.name]: value }
  if (!isJsonObject(element) || sole.choose([element]) !== undefined) return [{ ...edit, isSole: true }]
  sole.onUnknown(element)
  return []
}
