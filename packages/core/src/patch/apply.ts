import { ScimError } from '../errors/scim-error.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import type { DocumentEdit } from './edit.ts'
import { type ElementOptions, editElements } from './elements.ts'
import { checkChange, mergeInto } from './merge.ts'

/**
 * How many elements the edits of one request may go through. Thousands of edits of a list of thousands would hold up
 * everybody else; a list that grows like this belongs into a relation.
 */
const maxVisited = 2_000_000

/**
 * Applies edits to a document, one after the other, each on the result of the one before (RFC 7644 §3.5.2). Pure: the
 * document given is left as it is, so a failing edit leaves nothing behind. When nothing changes, the result is the
 * very document that came in.
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`, `PATCH_NO_TARGET`, `ATTRIBUTE_MUTABILITY`, `ATTRIBUTE_REQUIRED_REMOVED`, `PRIMARY_DUPLICATE`
 */
export function applyEdits(
  document: JsonObject,
  edits: readonly DocumentEdit[],
  options: ElementOptions = {},
): JsonObject {
  let result = document
  let visited = 0
  for (const [index, edit] of edits.entries()) {
    visited += lengthOf(valueAt(result, edit.target.attribute))
    if (visited > maxVisited) throw new ScimError('PATCH_TOO_MANY_OPERATIONS', { limit: index })
    result = applyEdit(result, edit, options)
  }
  return equalJson(result, document) ? document : result
}

function lengthOf(value: JsonValue | undefined): number {
  return Array.isArray(value) ? value.length : 0
}

function applyEdit(document: JsonObject, edit: DocumentEdit, options: ElementOptions): JsonObject {
  const { attribute } = edit.target
  const before = valueAt(document, attribute)
  const after = attribute.multiValued ? editElements(before, edit, options) : editSingular(before, edit)
  checkChange(attribute, before, after)
  return withValue(document, attribute, after)
}

function editSingular(before: JsonValue | undefined, { target, value }: DocumentEdit): JsonValue | undefined {
  const { attribute, sub } = target
  if (sub !== undefined) return mergeInto(attribute, before, { [sub.name]: value ?? null })
  return isJsonObject(value) ? mergeInto(attribute, before, value) : value
}
