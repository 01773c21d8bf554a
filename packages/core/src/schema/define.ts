import type { ResourceTypeDefinition, SchemaDefinition, SchemaExtensionDefinition } from './attribute.ts'
import type { Exact } from './exact.ts'

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
 * printerSchema.attributes[1].type // 'integer'
 * ```
 */
export function defineSchema<const Definition extends SchemaDefinition>(
  definition: Definition & Exact<Definition, SchemaDefinition>,
): Definition {
  return definition
}

/**
 * Defines a resource type in code. `createRegistry` checks it.
 *
 * @example
 * ```ts
 * const schema = { id: 'urn:example:Printer', name: 'Printer', attributes: [{ name: 'label', required: true }] } as const
 * const printerType = defineResourceType({ name: 'Printer', endpoint: '/Printers', schema })
 * const printer: Pick<ResourceOf<typeof printerType>, 'label'> = { label: 'Ground floor' }
 * createRegistry([printerType]).byEndpoint('/Printers')?.name // 'Printer'
 * ```
 */
export function defineResourceType<const Definition extends ResourceTypeDefinition>(
  definition: Definition & Exact<Definition, ResourceTypeDefinition>,
): Definition {
  return definition
}

/**
 * Defines an extension of a resource type in code. A type with another list of extensions has that list alone, so name
 * those it shall keep.
 *
 * @example
 * ```ts
 * const badgeSchema = defineSchema({ id: 'urn:example:Badge', name: 'Badge', attributes: [{ name: 'number' }] })
 * const badge = defineExtension({ schema: badgeSchema, required: true })
 * const extensions = [...userResourceType.extensions, badge]
 * const userType = defineResourceType({ ...userResourceType, extensions })
 * userType.extensions.map(({ schema }) => schema.name) // ['EnterpriseUser', 'Badge']
 * ```
 */
export function defineExtension<const Definition extends SchemaExtensionDefinition>(
  definition: Definition & Exact<Definition, SchemaExtensionDefinition>,
): Definition {
  return definition
}
