import type { ResourceTypeDefinition, SchemaDefinition, SchemaExtensionDefinition } from './attribute.ts'

/**
 * Defines a schema in code, keeping every name and characteristic in its type for {@link ResourceOf}.
 *
 * @example
 * ```ts
 * const printerSchema = defineSchema({
 *   id: 'urn:example:params:scim:schemas:2.0:Printer',
 *   name: 'Printer',
 *   attributes: [{ name: 'label', required: true }, { name: 'pages', type: 'integer' }],
 * })
 * ```
 */
export function defineSchema<const Definition extends SchemaDefinition>(definition: Definition): Definition {
  return definition
}

/**
 * Defines a resource type in code. `createRegistry` checks it.
 *
 * @example
 * ```ts
 * const printerType = defineResourceType({ name: 'Printer', endpoint: '/Printers', schema: printerSchema })
 * type Printer = ResourceOf<typeof printerType>
 * ```
 */
export function defineResourceType<const Definition extends ResourceTypeDefinition>(
  definition: Definition,
): Definition {
  return definition
}

/**
 * Defines an extension of a resource type in code.
 *
 * @example
 * ```ts
 * const badge = defineExtension({ schema: badgeSchema, required: true })
 * const userType = defineResourceType({ ...userResourceType, extensions: [badge] })
 * ```
 */
export function defineExtension<const Definition extends SchemaExtensionDefinition>(
  definition: Definition,
): Definition {
  return definition
}
