import type { ResourceTypeDefinition, SchemaDefinition, SchemaExtensionDefinition } from './attribute.ts'
import { type ResourceTypeJson, readDefinitions } from './read-definitions.ts'
import { refuseDefinition } from './refuse-definition.ts'
import { discoverySchemas } from './rfc7643/discovery-schemas.ts'
import { enterpriseUserSchema } from './rfc7643/enterprise-user.ts'
import { groupResourceType, userResourceType } from './rfc7643/resource-types.ts'

const builtInTypes: readonly ResourceTypeDefinition[] = [userResourceType, groupResourceType]
const builtInSchemas: readonly SchemaDefinition[] = [
  ...builtInTypes.map(({ schema }) => schema),
  enterpriseUserSchema,
  ...discoverySchemas,
]

/**
 * Reads resource types and schemas from RFC 7643 JSON: `{"resourceTypes":[…],"schemas":[…]}`. The answer is all that
 * `createRegistry` needs: User and Group first, then the types of the file. A resource type of the file named `User` or
 * `Group`, with the RFC's schema, adds its `schemaExtensions` to the built-in one; with another schema it takes its
 * place.
 *
 * @throws ScimError `CONFIGURATION` naming the place in the file or the attribute
 *
 * @example
 * ```ts
 * const text = '{"resourceTypes":[{"name":"Printer","endpoint":"/Printers","schema":"urn:example:Printer"}],' +
 *   '"schemas":[{"id":"urn:example:Printer","name":"Printer","attributes":[{"name":"label","type":"string"}]}]}'
 * const registry = createRegistry(parseDefinitions(JSON.parse(text)))
 * registry.resourceTypes.map(({ name }) => name) // ['User', 'Group', 'Printer']
 * ```
 */
export function parseDefinitions(json: unknown): readonly ResourceTypeDefinition[] {
  const { resourceTypes, schemas } = readDefinitions(json)
  refuseRedefined(schemas)
  refuseUnused(schemas, resourceTypes)
  const known = new Map([...builtInSchemas, ...schemas].map((schema) => [schema.id.toLowerCase(), schema]))
  const given = resourceTypes.map((resourceType) => resolve(resourceType, known))
  const builtIn = builtInTypes.flatMap((type) => {
    const own = given.filter(({ name }) => name === type.name)
    return own.length > 0 ? own : [type]
  })
  return [...builtIn, ...given.filter(({ name }) => !builtInTypes.some((type) => type.name === name))]
}

function refuseRedefined(schemas: readonly SchemaDefinition[]): void {
  const builtIn = new Set(builtInSchemas.map(({ id }) => id.toLowerCase()))
  const seen = new Set<string>()
  for (const { id } of schemas) {
    const where = `schema "${id}"`
    const key = id.toLowerCase()
    // An exported copy would lose what ScimKit knows beyond the RFC, such as that a PUT keeps `active`.
    if (builtIn.has(key)) refuseDefinition(where, 'it is built in; leave it out, and add attributes with an extension')
    if (seen.has(key)) refuseDefinition(where, 'there are two schemas with this URN')
    seen.add(key)
  }
}

function refuseUnused(schemas: readonly SchemaDefinition[], resourceTypes: readonly ResourceTypeJson[]): void {
  const used = new Set(resourceTypes.flatMap(urnsOf))
  const unused = schemas.find(({ id }) => !used.has(id.toLowerCase()))
  if (unused !== undefined) refuseDefinition(`schema "${unused.id}"`, 'no resource type of the file names it')
}

function urnsOf({ schema, schemaExtensions }: ResourceTypeJson): readonly string[] {
  return [schema, ...schemaExtensions.map((extension) => extension.schema)].map((urn) => urn.toLowerCase())
}

function resolve(json: ResourceTypeJson, known: ReadonlyMap<string, SchemaDefinition>): ResourceTypeDefinition {
  const find = (urn: string): SchemaDefinition => {
    const where = `resource type "${json.name}"`
    return (
      known.get(urn.toLowerCase()) ?? refuseDefinition(where, `there is no schema "${urn}" in the file or built in`)
    )
  }
  const schema = find(json.schema)
  const base = builtInTypes.find((type) => type.name === json.name && type.schema === schema)
  const added = json.schemaExtensions.map((extension) => ({ ...extension, schema: find(extension.schema) }))
  const { schemaExtensions: _, ...stated } = json
  return { ...base, ...stated, schema, extensions: merge(base?.extensions ?? [], added) }
}

// The file decides whether an extension it names again is required.
function merge(
  builtIn: readonly SchemaExtensionDefinition[],
  added: readonly SchemaExtensionDefinition[],
): readonly SchemaExtensionDefinition[] {
  return [...new Map([...builtIn, ...added].map((extension) => [extension.schema.id, extension])).values()]
}
