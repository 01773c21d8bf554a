import type {
  Attribute,
  AttributeDefinition,
  Container,
  ResourceType,
  ResourceTypeDefinition,
  SchemaDefinition,
} from './attribute.ts'
import { characteristicsOf } from './characteristics.ts'
import { commonAttributes, isCommon } from './rfc7643/common-attributes.ts'

/** What the resource types of a server have in common. */
export interface SettleOptions {
  /** Whether resources have a `meta.version` (RFC 7644 §3.14); they do when left out. */
  readonly versions?: boolean | undefined
}

/** Where an attribute lives, for {@link settleAttribute}. */
interface Place {
  readonly schema: string
  readonly container: string | undefined
  readonly parent: Attribute | undefined
  readonly relations: ReadonlySet<string>
  readonly inverses: ReadonlyMap<string, Attribute['inverseOf']>
}

/**
 * Gives every attribute of a resource type its characteristics (RFC 7643 §2.2 where left out) and its place.
 *
 * @example
 * ```ts
 * const userType = settleResourceType(userResourceType, [userResourceType, groupResourceType])
 * userType.byName.get('username') // { caseExact: false, returned: 'default', … }
 * ```
 */
export function settleResourceType(
  definition: ResourceTypeDefinition,
  all: readonly ResourceTypeDefinition[] = [definition],
  { versions = true }: SettleOptions = {},
): ResourceType {
  const schema = withoutCommon(definition.schema)
  const relations = new Set((definition.relations ?? []).map((relation) => relation.attribute))
  const inverses = inversesOf(definition.name, all)
  const place = { container: undefined, parent: undefined, relations, inverses }
  const base = [
    ...commonOf(definition, versions).map((attribute) => settleAttribute(attribute, { ...place, schema: '' })),
    ...schema.attributes.map((attribute) => settleAttribute(attribute, { ...place, schema: schema.id })),
  ]
  const containers = (definition.extensions ?? []).map((extension) =>
    settleContainer(extension.schema, extension.required ?? false),
  )
  const attributes = [...base, ...containers.flatMap((container) => container.attributes)]
  const flat = attributes.flatMap((attribute) => [attribute, ...attribute.subAttributes])
  return {
    name: definition.name,
    endpoint: endpointOf(definition),
    description: definition.description ?? definition.name,
    schema,
    extensions: (definition.extensions ?? []).map(({ schema, required }) => ({ schema, required: required ?? false })),
    attributes,
    byName: byLowerCaseName(base),
    containers: new Map(containers.map((container) => [container.urn.toLowerCase(), container])),
    relations: base.filter((attribute) => attribute.relation),
    inverses: base.filter((attribute) => attribute.inverseOf !== undefined),
    unique: flat.filter((attribute) => attribute.uniqueness !== 'none' && attribute.path !== 'id'),
    indexed: flat.filter((attribute) => attribute.indexed),
    activeAttribute: base.find((attribute) => attribute.name === definition.activeAttribute),
    versions,
    requiredAttributes: base.filter(isClientsDuty),
    partlyRequired: attributes.filter(({ subAttributes }) => subAttributes.some((sub) => sub.required)),
    defaulted: attributes.filter((attribute) => attribute.default !== undefined),
  }
}

/** Where the resources of a type are: what the definition says, or the plural of its name (RFC 7644 §3.2). */
export function endpointOf({ name, endpoint }: ResourceTypeDefinition): string {
  return endpoint ?? `/${name}s`
}

function commonOf({ externalId = true }: ResourceTypeDefinition, versions: boolean): readonly AttributeDefinition[] {
  const common: readonly AttributeDefinition[] = versions ? commonAttributes : commonAttributes.map(withoutVersion)
  return externalId ? common : common.filter(({ name }) => name !== 'externalId')
}

function withoutVersion(definition: AttributeDefinition): AttributeDefinition {
  const { name, subAttributes } = definition
  if (name !== 'meta' || subAttributes === undefined) return definition
  return { ...definition, subAttributes: subAttributes.filter((sub) => sub.name !== 'version') }
}

// RFC 7643 §3.1: what it says of the common attributes overrides what a schema says of them.
function withoutCommon(schema: SchemaDefinition): SchemaDefinition {
  const attributes = schema.attributes.filter(({ name }) => !isCommon(name))
  return attributes.length === schema.attributes.length ? schema : { ...schema, attributes }
}

function settleContainer(schema: SchemaDefinition, required: boolean): Container {
  const place = {
    schema: schema.id,
    container: schema.id,
    parent: undefined,
    relations: new Set<string>(),
    inverses: new Map(),
  }
  const attributes = schema.attributes.map((attribute) => settleAttribute(attribute, place))
  return { urn: schema.id, required, attributes, byName: byLowerCaseName(attributes) }
}

function settleAttribute(definition: AttributeDefinition, place: Place): Attribute {
  const { parent } = place
  const characteristics = characteristicsOf(definition)
  const subAttributes: Attribute[] = []
  const byName = new Map<string, Attribute>()
  const attribute: Attribute = {
    name: definition.name,
    ...characteristics,
    description: definition.description ?? '',
    subAttributes,
    default: definition.default,
    whenOmitted: definition.whenOmitted ?? 'clear',
    indexed: definition.indexed ?? characteristics.uniqueness !== 'none',
    format: definition.format,
    secret: definition.secret ?? false,
    schema: place.schema,
    container: place.container,
    parent,
    path: pathOf(definition.name, place),
    byName,
    relation: parent === undefined && place.relations.has(definition.name),
    inverseOf: parent === undefined ? place.inverses.get(definition.name) : undefined,
  }
  for (const sub of definition.subAttributes ?? []) {
    const settled = settleAttribute(sub, { ...place, parent: attribute })
    subAttributes.push(settled)
    byName.set(settled.name.toLowerCase(), settled)
  }
  return attribute
}

function pathOf(name: string, { parent, container }: Place): string {
  if (parent !== undefined) return `${parent.path}.${name}`
  return container === undefined ? name : `${container}:${name}`
}

function inversesOf(name: string, all: readonly ResourceTypeDefinition[]): ReadonlyMap<string, Attribute['inverseOf']> {
  const found = new Map<string, Attribute['inverseOf']>()
  for (const owner of all) {
    for (const { attribute, inverse } of owner.relations ?? []) {
      if (inverse?.resourceType === name) found.set(inverse.attribute, { resourceType: owner.name, attribute })
    }
  }
  return found
}

function byLowerCaseName(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]))
}

/** Whether a value has to come from the client: required, and not the server's own. */
export function isClientsDuty(attribute: Attribute): boolean {
  return attribute.required && attribute.mutability !== 'readOnly' && attribute.schema !== '' && !attribute.relation
}
