import type { AttributeDefinition, AttributeType, SchemaDefinition } from './attribute.ts'
import { characteristicsOf } from './characteristics.ts'
import type { JsonObject } from './json.ts'
import { schemaSchema } from './rfc7643/schema.ts'

// As in RFC 7643 §8.7: case is a matter of text, and neither an object nor true and false can be unique.
const withCase: ReadonlySet<AttributeType> = new Set(['string', 'reference', 'binary'])
const neverUnique: ReadonlySet<AttributeType> = new Set(['complex', 'boolean'])

/**
 * A schema as `/Schemas` shows it (RFC 7643 §7), with every characteristic that applies written out. `schemas` and
 * `meta` are there although the samples of §8.7 lack them (A8). What is ScimKit's own is not.
 *
 * @param baseUrl without a trailing slash
 */
export function toSchemaResource(schema: SchemaDefinition, baseUrl: string): JsonObject {
  return {
    schemas: [schemaSchema.id],
    id: schema.id,
    name: schema.name,
    description: schema.description ?? schema.name,
    attributes: schema.attributes.map(toAttribute),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  }
}

function toAttribute(definition: AttributeDefinition): JsonObject {
  const { type, multiValued, required, mutability, returned, ...rest } = characteristicsOf(definition)
  return {
    name: definition.name,
    type,
    multiValued,
    description: definition.description ?? definition.name,
    required,
    ...(rest.canonicalValues.length > 0 && { canonicalValues: rest.canonicalValues }),
    ...(withCase.has(type) && { caseExact: rest.caseExact }),
    mutability,
    returned,
    ...(!neverUnique.has(type) && { uniqueness: rest.uniqueness }),
    ...(rest.referenceTypes.length > 0 && { referenceTypes: rest.referenceTypes }),
    ...(type === 'complex' && { subAttributes: (definition.subAttributes ?? []).map(toAttribute) }),
  }
}
