import type { ResourceType, ResourceTypeDefinition, SchemaDefinition } from './attribute.ts'
import { discoverySchemas } from './rfc7643/discovery-schemas.ts'
import { type SettleOptions, settleResourceType } from './settle.ts'
import { validateResourceTypes } from './validate-resource-types.ts'

/** The resource types a server has, and their schemas. */
export interface Registry {
  readonly resourceTypes: readonly ResourceType[]
  /** The resource type of a name; case counts. */
  byName(name: string): ResourceType | undefined
  /** The resource type of an endpoint such as `/Users`; case counts. */
  byEndpoint(endpoint: string): ResourceType | undefined
  /** Every schema in use, once: base schemas, extensions, and those of the discovery endpoints. */
  schemas(): readonly SchemaDefinition[]
}

/**
 * Settles the definitions of all resource types of a server.
 *
 * @throws ScimError `CONFIGURATION` when a definition is against RFC 7643 or does not fit the others
 *
 * @example
 * ```ts
 * const registry = createRegistry([userResourceType, groupResourceType])
 * registry.byEndpoint('/Users')?.name // 'User'
 * ```
 */
export function createRegistry(definitions: readonly ResourceTypeDefinition[], options: SettleOptions = {}): Registry {
  validateResourceTypes(definitions)
  const resourceTypes = definitions.map((definition) => settleResourceType(definition, definitions, options))
  const byName = new Map(resourceTypes.map((resourceType) => [resourceType.name, resourceType]))
  const byEndpoint = new Map(resourceTypes.map((resourceType) => [resourceType.endpoint, resourceType]))
  const schemas = schemasOf(resourceTypes)
  return {
    resourceTypes,
    byName: (name) => byName.get(name),
    byEndpoint: (endpoint) => byEndpoint.get(endpoint),
    schemas: () => schemas,
  }
}

function schemasOf(resourceTypes: readonly ResourceType[]): readonly SchemaDefinition[] {
  const used = resourceTypes.flatMap(({ schema, extensions }) => [schema, ...extensions.map((each) => each.schema)])
  return [...new Map([...used, ...discoverySchemas].map((schema) => [schema.id, schema])).values()]
}
