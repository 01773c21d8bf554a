import { ScimError } from '../../errors/scim-error.ts'
import { isUrn } from '../../schema/check-schemas.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../schema/json.ts'
import { describe } from '../../schema/value-types.ts'

/** The schema of a bulk request (RFC 7644 §3.7). */
const requestSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** A bulk request whose operations have not been looked at one by one. */
export interface BulkMessage {
  /** The number of errors at which to stop; infinite when the client wants everything tried. */
  readonly failOnErrors: number
  readonly operations: readonly Members[]
}

/** What an operation holds, by lower-cased name; a member that is null is not there. Empty when it is no object. */
export type Members = ReadonlyMap<string, JsonValue>

/**
 * Reads the message of a bulk request as a whole. What is wrong with one operation is that operation's own failure.
 *
 * @throws ScimError `MESSAGE_SCHEMA`, `MESSAGE_MEMBER`, `BULK_TOO_LARGE`, `BULK_ID_DUPLICATE`
 */
export function readMessage(body: JsonObject, maxOperations: number): BulkMessage {
  const members = membersOf(body)
  const schemas = members.get('schemas')
  if (!isJsonArray(schemas) || !schemas.some((schema) => isUrn(schema, requestSchema)))
    throw new ScimError('MESSAGE_SCHEMA', { expected: requestSchema })
  const operations = readOperations(members.get('operations'), maxOperations)
  refuseRepeatedIds(operations)
  return { failOnErrors: readFailOnErrors(members.get('failonerrors')), operations }
}

function membersOf(value: JsonValue): Members {
  if (!isJsonObject(value)) return new Map()
  return new Map(
    Object.entries(value).flatMap(([name, member]) =>
      member === null || member === undefined ? [] : [[name.toLowerCase(), member] as const],
    ),
  )
}

function readOperations(value: JsonValue | undefined, allowed: number): readonly Members[] {
  if (!isJsonArray(value) || value.length === 0) {
    const found = isJsonArray(value) ? 'an empty one' : describe(value)
    throw new ScimError('MESSAGE_MEMBER', { member: 'Operations', expected: 'an array of operations', found })
  }
  if (value.length > allowed)
    throw new ScimError('BULK_TOO_LARGE', { limit: 'maxOperations', found: `${value.length} operations`, allowed })
  return value.map(membersOf)
}

/** Which of two resources a repeated bulkId stands for, nobody can tell (RFC 7644 §3.7). */
function refuseRepeatedIds(operations: readonly Members[]): void {
  const seen = new Set<string>()
  for (const operation of operations) {
    const bulkId = operation.get('bulkid')
    if (typeof bulkId !== 'string') continue
    if (seen.has(bulkId)) throw new ScimError('BULK_ID_DUPLICATE', { bulkId: bulkId.slice(0, 100) })
    seen.add(bulkId)
  }
}

function readFailOnErrors(value: JsonValue | undefined): number {
  if (value === undefined) return Number.POSITIVE_INFINITY
  if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value)
  const found = typeof value === 'number' ? String(value) : describe(value)
  throw new ScimError('MESSAGE_MEMBER', { member: 'failOnErrors', expected: 'a positive integer', found })
}
