import type { AttributeDefinition, ResourceTypeDefinition, SchemaDefinition } from './attribute.ts'
import { refuseDefinition } from './refuse-definition.ts'

/**
 * What a reference may lead to besides the resource types of the server: what RFC 7643 §7 has words for, and the types
 * that its own schemas name. A product without groups has `members` and `groups` all the same.
 */
const always = ['external', 'uri', 'User', 'Group']

/**
 * Checks that references lead to resource types that exist (S7643-7-17): a misspelt name would be published, and never
 * found.
 *
 * @throws ScimError `CONFIGURATION` naming the attribute
 */
export function validateReferences(definitions: readonly ResourceTypeDefinition[]): void {
  const known = new Set([...always, ...definitions.map(({ name }) => name)])
  for (const { schema, extensions = [] } of definitions)
    for (const { id, attributes } of [schema, ...extensions.map((extension) => extension.schema)])
      validateAttributes(attributes, { known, prefix: `${id}:` })
}

interface Place {
  readonly known: ReadonlySet<string>
  readonly prefix: string
}

function validateAttributes(attributes: SchemaDefinition['attributes'], place: Place): void {
  for (const attribute of attributes) validateAttribute(attribute, place)
}

function validateAttribute({ name, referenceTypes = [], subAttributes = [] }: AttributeDefinition, place: Place): void {
  const { known, prefix } = place
  const unknown = referenceTypes.find((type) => !known.has(type))
  if (unknown !== undefined)
    refuseDefinition(`${prefix}${name}`, `its reference type "${unknown}" is no resource type here`)
  validateAttributes(subAttributes, { known, prefix: `${prefix}${name}.` })
}
