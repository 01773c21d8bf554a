import type { ResourceType } from './attribute.ts'
import type { JsonObject } from './json.ts'
import { resourceTypeSchema } from './rfc7643/resource-type.ts'

/**
 * A resource type as `/ResourceTypes` shows it (RFC 7643 §6).
 *
 * @param baseUrl without a trailing slash
 */
export function toResourceTypeResource(resourceType: ResourceType, baseUrl: string): JsonObject {
  const { name, description, endpoint, schema, extensions } = resourceType
  const schemaExtensions = extensions.map(({ schema, required }) => ({ schema: schema.id, required }))
  return {
    schemas: [resourceTypeSchema.id],
    id: name,
    name,
    description,
    endpoint,
    schema: schema.id,
    ...(schemaExtensions.length > 0 && { schemaExtensions }),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${name}` },
  }
}
