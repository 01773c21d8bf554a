import type {
  Attribute,
  AttributeDefinition,
  Container,
  ResourceType,
  ResourceTypeDefinition,
  SchemaDefinition,
} from './attribute.ts'
import { commonAttributes } from './rfc7643/common.ts'

/** Where an attribute lives, for {@link settleAttribute}. */
interface Place {
  readonly schema: string
  readonly container: string | undefined
  readonly parent: Attribute | undefined
  readonly relations: ReadonlySet<string>
  readonly inverses: ReadonlyMap<string, Attribute['inverseOf']>
}

/** Gives every attribute of a resource type its characteristics (RFC 7643 §2.2 where left out) and its place. */
export function settleResourceType(
  definition: ResourceTypeDefinition,
  all: readonly ResourceTypeDefinition[] = [definition],
): ResourceType {
  const { schema } = definition
  const relations = new Set((definition.relations ?? []).map((relation) => relation.attribute))
  const inverses = inversesOf(definition.name, all)
  const place = { container: undefined, parent: undefined, relations, inverses }
  const base = [
    ...commonAttributes.map((attribute) => settleAttribute(attribute, { ...place, schema: '' })),
    ...schema.attributes.map((attribute) => settleAttribute(attribute, { ...place, schema: schema.id })),
  ]
  const containers = (definition.extensions ?? []).map((extension) =>
    settleContainer(extension.schema, extension.required ?? false),
  )
  const attributes = [...base, ...containers.flatMap((container) => container.attributes)]
  const flat = attributes.flatMap((attribute) => [attribute, ...attribute.subAttributes])
  return {
    name: definition.name,
    endpoint: definition.endpoint ?? `/${definition.name}s`,
    description: definition.description ?? definition.name,
    schema,
    extensions: (definition.extensions ?? []).map(({ schema, required }) => ({ schema, required: required ?? false })),
    attributes,
    byName: byLowerCaseName(base),
    containers: new Map(containers.map((container) => [container.urn.toLowerCase(), container])),
    relations: base.filter((attribute) => attribute.relation),
    inverses: base.filter((attribute) => attribute.inverseOf !== undefined),
    unique: flat.filter((attribute) => attribute.uniqueness !== 'none' && attribute.name !== 'id'),
    indexed: flat.filter((attribute) => attribute.indexed),
    activeAttribute: base.find((attribute) => attribute.name === definition.activeAttribute),
  }
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
  const type = definition.type ?? 'string'
  const uniqueness = definition.uniqueness ?? 'none'
  const subAttributes: Attribute[] = []
  const byName = new Map<string, Attribute>()
  const attribute: Attribute = {
    name: definition.name,
    type,
    multiValued: definition.multiValued ?? false,
    description: definition.description ?? '',
    required: definition.required ?? false,
    canonicalValues: definition.canonicalValues ?? [],
    caseExact: definition.caseExact ?? (type === 'reference' || type === 'binary'),
    mutability: definition.mutability ?? 'readWrite',
    returned: definition.returned ?? 'default',
    uniqueness,
    referenceTypes: definition.referenceTypes ?? [],
    subAttributes,
    default: definition.default,
    whenOmitted: definition.whenOmitted ?? 'clear',
    indexed: definition.indexed ?? uniqueness !== 'none',
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
