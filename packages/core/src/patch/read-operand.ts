import type { Attribute } from '../schema/attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { type Reading, readElement, readPartial, readValue } from '../schema/read-value.ts'
import type { AttributeTarget } from './edit.ts'
import type { PatchOperation } from './operation.ts'

/**
 * Reads the value of an operation as what its target takes: a list, one value, or what is said of a complex one.
 *
 * @throws ScimError as `readValue` does
 */
export function readOperand(
  { attribute, filter, sub }: AttributeTarget,
  operation: PatchOperation,
  reading: Reading,
): JsonValue | undefined {
  const { op, value } = operation
  if (op === 'remove') return undefined
  if (sub !== undefined) return readWhole(sub, operation, reading)
  const isComplex = attribute.type === 'complex'
  if (filter === undefined && (attribute.multiValued || !isComplex)) return readWhole(attribute, operation, reading)
  if (filter !== undefined && (op === 'replace' || !isComplex)) {
    const read = attribute.multiValued ? readElement : readValue
    return read(attribute, value, reading)
  }
  const partial = readPartial(attribute, value, reading)
  return op === 'add' ? withoutNulls(partial) : partial
}

/** Whether an operation replaces a whole complex value, where that is what replacing means (A15). */
export function isWholeValue({ attribute, sub }: AttributeTarget, { op }: PatchOperation): boolean {
  return op === 'replace' && sub === undefined && attribute.type === 'complex' && !attribute.multiValued
}

/**
 * Reads the value that takes the place of a complex one: as in a PUT, a required sub-attribute has to be there. An
 * object that says nothing is told apart from null, which also takes away what is immutable.
 *
 * @throws ScimError as `readValue` does
 */
export function readWholeOperand(
  { attribute }: AttributeTarget,
  { value }: PatchOperation,
  reading: Reading,
): JsonValue | undefined {
  return readValue(attribute, value, reading) ?? (isJsonObject(value) ? {} : undefined)
}

/** RFC 7644 §3.5.2.1 shows single values being added to a list. */
function readWhole(attribute: Attribute, { op, value }: PatchOperation, reading: Reading): JsonValue | undefined {
  const isOneMore = op === 'add' && attribute.multiValued && !Array.isArray(value)
  return readValue(attribute, isOneMore ? [value] : value, reading)
}

function withoutNulls(partial: JsonObject | undefined): JsonObject | undefined {
  return partial && Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== null))
}
