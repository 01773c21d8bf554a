import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { type ElementOptions, editElements } from './elements.ts'
import { checkChange, mergeInto } from './merge.ts'
import type { DocumentEdit } from './plan.ts'

/**
 * Applies edits to a document, one after the other, each on the result of the one before (RFC 7644 §3.5.2). Pure: the
 * document given is left as it is, so a failing edit leaves nothing behind. When nothing changes, the result is the
 * very document that came in.
 *
 * @throws ScimError `PATCH_NO_TARGET`, `ATTRIBUTE_MUTABILITY`, `ATTRIBUTE_REQUIRED_REMOVED`, `PRIMARY_DUPLICATE`
 */
export function applyEdits(
  document: JsonObject,
  edits: readonly DocumentEdit[],
  options: ElementOptions = {},
): JsonObject {
  const result = edits.reduce((current, edit) => applyEdit(current, edit, options), document)
  return equalJson(result, document) ? document : result
}

function applyEdit(document: JsonObject, edit: DocumentEdit, options: ElementOptions): JsonObject {
  const { attribute } = edit.target
  const before = valueAt(document, attribute)
  const after = attribute.multiValued ? editElements(before, edit, options) : editSingular(before, edit)
  checkChange(attribute, before, after)
  return withValue(document, attribute, after)
}

function editSingular(before: JsonValue | undefined, { op, target, value }: DocumentEdit): JsonValue | undefined {
  const { attribute, sub } = target
  if (sub !== undefined) return mergeInto(attribute, before, { [sub.name]: value ?? null })
  if (op === 'remove' || value === undefined) return undefined
  return isJsonObject(value) ? mergeInto(attribute, before, value) : value
}
