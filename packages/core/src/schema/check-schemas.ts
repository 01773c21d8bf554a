import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from './attribute.ts'
import type { JsonObject } from './json.ts'

/**
 * Checks the `schemas` of a resource body: a list of URNs with the base schema and nothing but the type's own
 * extensions (RFC 7643 §3). Order and repetition do not matter.
 *
 * @throws ScimError `SCHEMAS_MISSING`, `SCHEMAS_UNKNOWN`
 */
export function checkSchemas(resourceType: ResourceType, body: JsonObject): void {
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'schemas')
  const schemas = key === undefined ? undefined : body[key]
  const base = resourceType.schema.id
  if (!Array.isArray(schemas) || schemas.length === 0) throw new ScimError('SCHEMAS_MISSING', { expected: base })
  const unknown = schemas.find((schema) => !isSchemaOf(resourceType, schema))
  if (unknown !== undefined)
    throw new ScimError('SCHEMAS_UNKNOWN', { schema: String(unknown), resourceType: resourceType.name })
  if (!schemas.some((schema) => String(schema).toLowerCase() === base.toLowerCase())) {
    throw new ScimError('SCHEMAS_MISSING', { expected: base })
  }
}

/** Whether a value is the URN of the type's base schema or of one of its extensions; URNs count without case. */
export function isSchemaOf(resourceType: ResourceType, schema: unknown): boolean {
  if (typeof schema !== 'string') return false
  const key = schema.toLowerCase()
  return key === resourceType.schema.id.toLowerCase() || resourceType.containers.has(key)
}
