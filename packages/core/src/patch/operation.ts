import { ScimError } from '../errors/scim-error.ts'
import type { Path } from '../filter/ast.ts'
import { type ParseOptions, parsePath } from '../filter/parser.ts'
import { isUrn } from '../schema/check-schemas.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'
import { describe } from '../schema/value-types.ts'
import { limitOperations } from './limit-operations.ts'

/** The schema of the PATCH message (RFC 7644 §3.5.2). */
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The three things an operation can do (RFC 7644 §3.5.2). */
export type OperationKind = 'add' | 'remove' | 'replace'

/** One operation of a PATCH, its path parsed. */
export interface PatchOperation {
  readonly op: OperationKind
  readonly path: Path | undefined
  /** As the client sent it. Undefined when it sent none; null is a value that unassigns. */
  readonly value: unknown
  /** Its place in the request, from 0, for error messages. */
  readonly index: number
}

/** What a PATCH message may leave out, and its paths; each is called when it is used. */
export interface MessageTolerances extends Pick<ParseOptions, 'unquotedValue'> {
  readonly emptyOperations?: (() => void) | undefined
  readonly anySchemas?: (() => void) | undefined
}

/**
 * Reads a PATCH message to the letter of RFC 7644 §3.5.2.
 *
 * @throws ScimError `MESSAGE_SCHEMA`, `PATCH_OPERATIONS`, `PATCH_OPERATION_FORM`, `PATCH_TOO_MANY_OPERATIONS`,
 * `PATH_SYNTAX`, `FILTER_SYNTAX`
 */
export function readOperations(message: JsonObject, tolerances: MessageTolerances = {}): readonly PatchOperation[] {
  const { schemas, Operations: operations } = message
  const isPatch = Array.isArray(schemas) && schemas.some((schema) => isUrn(schema, patchSchema))
  if (!isPatch) {
    if (tolerances.anySchemas === undefined) throw new ScimError('MESSAGE_SCHEMA', { expected: patchSchema })
    tolerances.anySchemas()
  }
  if (!Array.isArray(operations)) throw new ScimError('PATCH_OPERATIONS', {})
  if (operations.length === 0) {
    if (tolerances.emptyOperations === undefined) throw new ScimError('PATCH_OPERATIONS', {})
    tolerances.emptyOperations()
  }
  limitOperations(operations)
  return operations.map((raw, index) => readOperation(raw, index, tolerances))
}

function readOperation(raw: unknown, index: number, tolerances: MessageTolerances): PatchOperation {
  if (!isJsonObject(raw))
    throw new ScimError('PATCH_OPERATION_FORM', { index, problem: `it is ${describe(raw)}, not an object` })
  const { op, path, value } = raw
  if (!isOperationKind(op)) {
    const found = typeof op === 'string' ? `"${op}"` : describe(op)
    throw new ScimError('PATCH_OPERATION_FORM', {
      index,
      problem: `"op" must be "add", "remove" or "replace", but it is ${found}`,
    })
  }
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw new ScimError('PATCH_OPERATION_FORM', {
      index,
      problem: `"path" must be a string, but it is ${describe(path)}`,
    })
  }
  // What is null is unassigned, as what is left out (RFC 7643 §2.5).
  return { op, path: typeof path === 'string' ? parsePath(path, tolerances) : undefined, value, index }
}

function isOperationKind(value: unknown): value is OperationKind {
  return value === 'add' || value === 'remove' || value === 'replace'
}
