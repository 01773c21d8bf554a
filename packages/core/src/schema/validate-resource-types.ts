import type { AttributeDefinition, ResourceTypeDefinition, SchemaDefinition } from './attribute.ts'
import { refuseDefinition } from './refuse-definition.ts'
import { isCommon } from './rfc7643/common-attributes.ts'
import { discoverySchemas } from './rfc7643/discovery-schemas.ts'
import { endpointOf } from './settle.ts'
import { validateAttributes } from './validate-attributes.ts'
import { validateMembers } from './validate-members.ts'
import { validateReferences } from './validate-references.ts'
import { validateRelations } from './validate-relations.ts'

/**
 * Checks resource types against RFC 7643 §6 and each other.
 *
 * @throws ScimError `CONFIGURATION` naming the resource type, schema or attribute
 */
export function validateResourceTypes(definitions: readonly ResourceTypeDefinition[]): void {
  for (const definition of definitions) validateMembers(definition)
  validateNames(definitions)
  validateEndpoints(definitions)
  validateSchemas(definitions)
  validateReferences(definitions)
  for (const definition of definitions) {
    validateExtensions(definition)
    validateActive(definition)
    validateRelations(definition, definitions)
  }
}

/** It is part of a URL (`/ResourceTypes/User`) and of `meta.resourceType`. */
const typeName = /^[A-Za-z][\w-]*$/

function validateNames(definitions: readonly ResourceTypeDefinition[]): void {
  const seen = new Set<string>()
  for (const { name } of definitions) {
    const where = `resource type "${name}"`
    if (!typeName.test(name)) refuseDefinition(where, 'the name must be a letter, then letters, digits, "-" and "_"')
    if (seen.has(name.toLowerCase())) refuseDefinition(where, 'the name is taken')
    seen.add(name.toLowerCase())
  }
}

const endpointShape = /^\/[A-Za-z][\w~-]*$/
/** RFC 7644 §3.2, Table 2. */
const reservedEndpoints = ['/serviceproviderconfig', '/resourcetypes', '/schemas', '/bulk', '/me']

function validateEndpoints(definitions: readonly ResourceTypeDefinition[]): void {
  const seen = new Set(reservedEndpoints)
  for (const definition of definitions) {
    const where = `resource type "${definition.name}"`
    const endpoint = endpointOf(definition)
    if (!endpointShape.test(endpoint)) {
      refuseDefinition(where, `the endpoint "${endpoint}" must be a slash and one path segment, such as "/Users"`)
    }
    if (seen.has(endpoint.toLowerCase())) refuseDefinition(where, `the endpoint "${endpoint}" is taken`)
    seen.add(endpoint.toLowerCase())
  }
}

/** A URN (RFC 8141) of characters that mean nothing in attribute notation, filters and URLs. */
const urn = /^urn:[a-z\d][a-z\d-]{0,31}:[\w.:;=@+~$!*-]+$/i

function validateSchemas(definitions: readonly ResourceTypeDefinition[]): void {
  const seen = new Map<string, SchemaDefinition>(discoverySchemas.map((schema) => [schema.id.toLowerCase(), schema]))
  for (const schema of definitions.flatMap(schemasOf)) {
    const known = seen.get(schema.id.toLowerCase())
    // Several resource types may share one schema.
    if (known === schema) continue
    const where = `schema "${schema.id}"`
    if (known !== undefined) refuseDefinition(where, 'there are two schemas with this URN')
    if (!urn.test(schema.id)) refuseDefinition(where, 'the id must be a URN such as "urn:example:schemas:2.0:Device"')
    validateAttributes(schema)
    seen.set(schema.id.toLowerCase(), schema)
  }
}

function schemasOf({ schema, extensions = [] }: ResourceTypeDefinition): readonly SchemaDefinition[] {
  return [schema, ...extensions.map((extension) => extension.schema)]
}

function validateExtensions({ name, schema, extensions = [] }: ResourceTypeDefinition): void {
  const core = new Set(schema.attributes.map((attribute) => attribute.name.toLowerCase()))
  const seen = new Set([schema.id.toLowerCase()])
  for (const { schema: extension } of extensions) {
    if (seen.has(extension.id.toLowerCase())) {
      refuseDefinition(`resource type "${name}"`, `it has the schema "${extension.id}" twice`)
    }
    seen.add(extension.id.toLowerCase())
    // S7643-3.3-02: clients that leave the URN out would mean either.
    const again = extension.attributes.find((each) => isCommon(each.name) || core.has(each.name.toLowerCase()))
    if (again !== undefined) {
      refuseDefinition(`${extension.id}:${again.name}`, `resource type "${name}" has an attribute of this name already`)
    }
  }
}

function validateActive({ name, schema, activeAttribute }: ResourceTypeDefinition): void {
  if (activeAttribute === undefined) return
  const attribute: AttributeDefinition | undefined = schema.attributes.find((each) => each.name === activeAttribute)
  if (attribute?.type === 'boolean' && attribute.multiValued !== true) return
  refuseDefinition(
    `resource type "${name}"`,
    `activeAttribute "${activeAttribute}" is no singular boolean of its schema`,
  )
}
