import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from './attribute.ts'
import { type JsonObject, memberNamed } from './json.ts'
import { describe } from './value-types.ts'

/**
 * Checks the `schemas` of a resource body: a list of URNs with the base schema and nothing but the type's own
 * extensions (RFC 7643 §3). Order and repetition do not matter.
 *
 * @param onWrong lets every other list pass, and is called for it
 * @throws ScimError `SCHEMAS_MISSING`, `SCHEMAS_UNKNOWN`
 */
export function checkSchemas(resourceType: ResourceType, body: JsonObject, onWrong?: () => void): void {
  checkSchemaList(resourceType, memberNamed(body, 'schemas'), onWrong)
}

/** The same for the value of `schemas` alone. */
export function checkSchemaList(resourceType: ResourceType, schemas: unknown, onWrong?: () => void): void {
  const problem = findProblem(resourceType, schemas)
  if (problem === undefined) return
  if (onWrong === undefined) throw problem
  onWrong()
}

function findProblem(resourceType: ResourceType, schemas: unknown): ScimError | undefined {
  const base = resourceType.schema.id
  if (!Array.isArray(schemas) || schemas.length === 0) return new ScimError('SCHEMAS_MISSING', { expected: base })
  const unknown = schemas.find((schema) => !isSchemaOf(resourceType, schema))
  if (unknown !== undefined)
    return new ScimError('SCHEMAS_UNKNOWN', { schema: nameSchema(unknown), resourceType: resourceType.name })
  return schemas.some((schema) => isUrn(schema, base))
    ? undefined
    : new ScimError('SCHEMAS_MISSING', { expected: base })
}

/** Whether a value is this URN; URNs count without case (RFC 8141). */
export function isUrn(value: unknown, urn: string): boolean {
  if (value === urn) return true
  return typeof value === 'string' && value.length === urn.length && value.toLowerCase() === urn.toLowerCase()
}

/** What a client has put in place of a URN, for an error. `String` would call a `toString` the client has sent. */
function nameSchema(value: unknown): string {
  return typeof value === 'string' ? value : describe(value)
}

/** Whether a value is the URN of the type's base schema or of one of its extensions; URNs count without case. */
function isSchemaOf(resourceType: ResourceType, schema: unknown): boolean {
  if (isUrn(schema, resourceType.schema.id)) return true
  return typeof schema === 'string' && resourceType.containers.has(schema.toLowerCase())
}
