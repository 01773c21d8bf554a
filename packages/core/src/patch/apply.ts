import { ScimError } from '../errors/scim-error.ts'
import { compileElementFilter } from '../filter/compile.ts'
import { printPath } from '../filter/print.ts'
import type { Attribute } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { keepFixedIn } from '../schema/fixed.ts'
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { limitAllValues } from '../schema/limit-values.ts'
import { Allowance } from './allowance.ts'
import type { DocumentEdit } from './edit.ts'
import { Effort } from './effort.ts'
import { type ElementOptions, editElements } from './elements.ts'
import { addInto, checkChange, mergeInto } from './merge.ts'

/** How edits are applied. */
export interface ApplyOptions extends ElementOptions {
  /** What the request may take that the edits are a part of; left out, they are all of it. */
  readonly allowance?: Allowance | undefined
}

/**
 * Applies edits to a document, one after the other, each on the result of the one before (RFC 7644 §3.5.2). Pure: the
 * document given is left as it is, so a failing edit leaves nothing behind. When nothing changes, the result is the
 * very document that came in.
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`, `PATCH_NO_TARGET`, `ATTRIBUTE_MUTABILITY`,
 * `ATTRIBUTE_REQUIRED_REMOVED`, `ATTRIBUTE_TOO_LONG`, `PRIMARY_DUPLICATE`
 */
export function applyEdits(
  document: JsonObject,
  edits: readonly DocumentEdit[],
  { allowance, ...options }: ApplyOptions = {},
): JsonObject {
  if (edits.length === 0) return document
  const applying = { ...options, effort: new Effort(allowance ?? new Allowance()) }
  const result = edits.reduce((edited, edit) => applyEdit(edited, edit, applying), document)
  for (const attribute of new Set(edits.map(({ target }) => target.attribute)))
    limitAllValues(attribute, valueAt(result, attribute))
  return equalJson(result, document) ? document : result
}

interface Applying extends ElementOptions {
  readonly effort: Effort
}

function applyEdit(document: JsonObject, edit: DocumentEdit, applying: Applying): JsonObject {
  const { attribute } = edit.target
  const before = valueAt(document, attribute)
  const after = attribute.multiValued
    ? editElements(before, edit, applying)
    : editSingular(before, edit, applying.effort)
  checkChange(attribute, before, after)
  return withValue(document, attribute, after)
}

function editSingular(
  before: JsonValue | undefined,
  { op, target, value, isWhole }: DocumentEdit,
  effort: Effort,
): JsonValue | undefined {
  const { attribute, filter, sub } = target
  const merge = op === 'add' ? addInto : mergeInto
  effort.visit(attribute, before, filter)
  if (filter !== undefined && (before === undefined || !compileElementFilter(filter)(before))) {
    if (op === 'remove') return before
    throw new ScimError('PATCH_NO_TARGET', { path: printPath(target.path) })
  }
  effort.write(attribute, value)
  if (sub !== undefined) return merge(attribute, before, { [sub.name]: value ?? null })
  if (!isJsonObject(value)) return value
  return isWhole ? replaceIn(attribute, before, value) : merge(attribute, before, value)
}

/** What the client cannot change stays although the new value does not name it (RFC 7643 §7). */
function replaceIn(attribute: Attribute, before: JsonValue | undefined, value: JsonObject): JsonValue | undefined {
  const replaced = keepFixedIn(attribute, before, value)
  return isJsonObject(replaced) && Object.keys(replaced).length === 0 ? undefined : replaced
}
