import { ScimError } from '../errors/scim-error.ts'
import { maxOperations } from '../patch/limit-operations.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { decodeObject } from './decode-object.ts'
import type { Tolerance } from './dialect.ts'
import { rewriteScim11Patch } from './scim11.ts'

const messageNames: ReadonlyMap<string, string> = new Map(
  ['schemas', 'Operations'].map((name) => [name.toLowerCase(), name]),
)
const operationNames: ReadonlyMap<string, string> = new Map(['op', 'path', 'value'].map((name) => [name, name]))
const operationKinds = new Set(['add', 'remove', 'replace'])

/** Puts a PATCH message into the form RFC 7644 §3.5.2 gives it, as far as the rules that are on allow. */
export function rewritePatchMessage(message: JsonObject, tolerance: Tolerance): JsonObject {
  const rewritten = messageKeyCase(rewriteScim11Patch(message, tolerance), messageNames, tolerance)
  const { Operations: operations } = rewritten
  // Too many are refused as they are, by the engine.
  if (!Array.isArray(operations) || operations.length > maxOperations) return rewritten
  return { ...rewritten, Operations: operations.map((operation: JsonValue) => rewriteOperation(operation, tolerance)) }
}

function rewriteOperation(operation: JsonValue, tolerance: Tolerance): JsonValue {
  if (!isJsonObject(operation)) return operation
  return encodedValue(operationCase(messageKeyCase(operation, operationNames, tolerance), tolerance), tolerance)
}

/** `"value": "{\"displayName\":\"Crew\"}"` without a path, as SCIM for Keycloak renames a group. */
function encodedValue(operation: JsonObject, tolerance: Tolerance): JsonObject {
  const { path, value } = operation
  const onUse = tolerance.allow('encodedValue')
  if (onUse === undefined || (path !== undefined && path !== null) || typeof value !== 'string') return operation
  const decoded = decodeObject(value)
  if (decoded === undefined) return operation
  onUse()
  return { ...operation, value: decoded }
}

/** `operations`, `Path`. Two names that differ only by case are refused (A40). */
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

/** `Add`, as Entra ID sends it without its flag `aadOptscim062020`. */
function operationCase(operation: JsonObject, tolerance: Tolerance): JsonObject {
  const { op } = operation
  const onUse = tolerance.allow('operationCase')
  if (onUse === undefined || typeof op !== 'string' || operationKinds.has(op)) return operation
  if (!operationKinds.has(op.toLowerCase())) return operation
  onUse()
  return { ...operation, op: op.toLowerCase() }
}
