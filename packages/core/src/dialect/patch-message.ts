import { ScimError } from '../errors/scim-error.ts'
import { maxOperations } from '../patch/operation.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { describe } from '../schema/value-types.ts'
import type { Tolerance } from './dialect.ts'

const messageNames: ReadonlyMap<string, string> = new Map(
  ['schemas', 'Operations'].map((name) => [name.toLowerCase(), name]),
)
const operationNames: ReadonlyMap<string, string> = new Map(['op', 'path', 'value'].map((name) => [name, name]))
const operationKinds = new Set(['add', 'remove', 'replace'])

/** Puts a PATCH message into the form RFC 7644 §3.5.2 gives it, as far as the rules that are on allow. */
export function rewritePatchMessage(message: JsonObject, tolerance: Tolerance): JsonObject {
  const rewritten = messageKeyCase(memberOperations(message, tolerance), messageNames, tolerance)
  const { Operations: operations } = rewritten
  // Too many are refused as they are, by the engine.
  if (!Array.isArray(operations) || operations.length > maxOperations) return rewritten
  return { ...rewritten, Operations: operations.map((operation: JsonValue) => rewriteOperation(operation, tolerance)) }
}

function rewriteOperation(operation: JsonValue, tolerance: Tolerance): JsonValue {
  return isJsonObject(operation)
    ? operationCase(messageKeyCase(operation, operationNames, tolerance), tolerance)
    : operation
}

/** Row 34 of the survey of clients: `operations`, `Path`. Two names that differ only by case are refused (A40). */
function messageKeyCase(object: JsonObject, names: ReadonlyMap<string, string>, tolerance: Tolerance): JsonObject {
  const onUse = tolerance.allow('messageKeyCase')
  const isCanonical = Object.keys(object).every((name) => (names.get(name.toLowerCase()) ?? name) === name)
  if (onUse === undefined || isCanonical) return object
  onUse()
  const result: Record<string, JsonValue | undefined> = {}
  for (const [name, value] of Object.entries(object)) {
    const canonical = names.get(name.toLowerCase())
    if (canonical === undefined) continue
    if (Object.hasOwn(result, canonical)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: canonical })
    result[canonical] = value
  }
  return result
}

/** Row 1: `Add`. */
function operationCase(operation: JsonObject, tolerance: Tolerance): JsonObject {
  const { op } = operation
  const onUse = tolerance.allow('operationCase')
  if (onUse === undefined || typeof op !== 'string' || operationKinds.has(op)) return operation
  if (!operationKinds.has(op.toLowerCase())) return operation
  onUse()
  return { ...operation, op: op.toLowerCase() }
}

/** Row 35: SCIM 1.1's `{"members":[{"value":"…","operation":"delete"}]}`. */
function memberOperations(message: JsonObject, tolerance: Tolerance): JsonObject {
  const onUse = tolerance.allow('memberOperations')
  const { members, Operations: operations } = message
  if (onUse === undefined || operations !== undefined || !Array.isArray(members)) return message
  onUse()
  const added = members.filter((member: JsonValue) => isJsonObject(member) && member.operation !== 'delete')
  const removed = members.filter((member: JsonValue) => isJsonObject(member) && member.operation === 'delete')
  return {
    ...message,
    Operations: [
      ...removed.map((member: JsonObject) => ({
        op: 'remove',
        path: `members[value eq ${JSON.stringify(nameOf(member.value))}]`,
      })),
      { op: 'add', path: 'members', value: added.map(({ operation: _, ...member }: JsonObject) => member) },
    ],
  }
}

/** The id in a member; words that are no id for what is none. */
function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : describe(value)
}
