import type {
  AttributeDefinition,
  ResourceTypeDefinition,
  SchemaDefinition,
  SchemaExtensionDefinition,
} from '../schema/attribute.ts'
import { settleResourceType } from '../schema/settle.ts'
import { validateResourceTypes } from '../schema/validate-resource-types.ts'
import { droppedIn, groupExternalId } from './dropped.ts'
import { kindOf } from './kind.ts'
import { listed, type Named, pathsOf } from './named-attributes.ts'
import type { Policy } from './policy.ts'

/** What of a resource type a product has, as the paths of attributes. */
interface Shape {
  /** Undefined when there is no such list: then all of the schema is there. */
  readonly allowed: ReadonlySet<string> | undefined
  readonly refused: ReadonlySet<string>
  /** Names that count with case, although the schema says otherwise. */
  readonly exact: ReadonlySet<string>
  /** Whether it refers to no groups, although the schema says that it may. */
  readonly isFlat: boolean
}

/**
 * The resource types as a product has them: without the attributes that its policy does not allow or drops, and without
 * groups in groups where they hold people only. What is not there is unknown by itself, and `/Schemas` says so. Common
 * and read-only attributes stay.
 *
 * @throws ScimError `CONFIGURATION` naming the attributes that no schema has
 * @example
 * ```ts
 * const registry = createRegistry(shapeDefinitions([userResourceType, groupResourceType], pulumi2024Profile))
 * registry.byEndpoint('/Users')?.name // 'User'
 * ```
 */
export function shapeDefinitions(
  definitions: readonly ResourceTypeDefinition[],
  policy: Policy,
): readonly ResourceTypeDefinition[] {
  const switches = definitions.map((definition) => ({ definition, said: switchesOf(definition, policy) }))
  if (switches.every(({ said }) => said === undefined)) return definitions
  // Names are looked up in the schemas, so these have to be in order first.
  validateResourceTypes(definitions)
  return switches.map(({ definition, said }) =>
    said === undefined ? definition : shapeDefinition(definition, shapeOf(definition, said)),
  )
}

/** What a policy says of the attributes of a resource type. */
interface Switches {
  readonly allowed: readonly Named[] | undefined
  readonly refused: readonly Named[]
  readonly exact: readonly string[]
  readonly isFlat: boolean
}

/** The switches of Users and Groups that are about one attribute, put into the terms of the general ones. */
function switchesOf(definition: ResourceTypeDefinition, policy: Policy): Switches | undefined {
  const { users, groups, attributes } = policy
  const externalId = groupExternalId(definition)
  const listing = listed(definition, attributes.allow, 'attributes.allow')
  const allowed = listing && (groups.externalId === 'store' ? [...listing, ...externalId] : listing)
  const dropped = droppedIn(definition, policy)
  const refused = groups.externalId === 'reject' ? [...dropped, ...externalId] : dropped
  const exact = kindOf(definition) === 'user' && users.userNameCompare === 'exact' ? ['userName'] : []
  const isFlat = kindOf(definition) === 'group' && !groups.nested
  const isSilent = allowed === undefined && refused.length === 0 && exact.length === 0 && !isFlat
  return isSilent ? undefined : { allowed, refused, exact, isFlat }
}

function shapeOf(definition: ResourceTypeDefinition, { allowed, refused, exact, isFlat }: Switches): Shape {
  const resourceType = settleResourceType(definition)
  return {
    allowed: allowed && pathsOf(resourceType, allowed),
    refused: pathsOf(resourceType, refused),
    exact: new Set(exact),
    isFlat,
  }
}

function shapeDefinition(definition: ResourceTypeDefinition, shape: Shape): ResourceTypeDefinition {
  const { schema, extensions = [], relations = [], activeAttribute, ...rest } = definition
  const attributes = shapeAttributes(schema.attributes, '', shape)
  const names = new Set(attributes.map(({ name }) => name))
  return {
    ...rest,
    schema: withAttributes(schema, attributes),
    extensions: extensions.flatMap((extension) => shapeExtension(extension, shape)),
    relations: relations.filter(({ attribute }) => names.has(attribute)),
    ...(activeAttribute !== undefined && names.has(activeAttribute) && { activeAttribute }),
    ...(!isKept('externalId', shape) && { externalId: false }),
  }
}

/** Without one of its own attributes left, or none of them named, the extension is not there. */
function shapeExtension(extension: SchemaExtensionDefinition, shape: Shape): readonly SchemaExtensionDefinition[] {
  const { schema } = extension
  const prefix = `${schema.id}:`
  if (shape.allowed !== undefined && ![...shape.allowed].some((path) => path.startsWith(prefix))) return []
  const attributes = shapeAttributes(schema.attributes, prefix, shape)
  if (attributes.length === 0 && schema.attributes.length > 0) return []
  return [{ ...extension, schema: withAttributes(schema, attributes) }]
}

/** The very same schema when nothing changes: resource types may share one. */
function withAttributes(schema: SchemaDefinition, attributes: readonly AttributeDefinition[]): SchemaDefinition {
  const isSame =
    attributes.length === schema.attributes.length &&
    attributes.every((attribute, index) => attribute === schema.attributes[index])
  return isSame ? schema : { ...schema, attributes }
}

function shapeAttributes(
  definitions: readonly AttributeDefinition[],
  prefix: string,
  shape: Shape,
): readonly AttributeDefinition[] {
  return definitions.flatMap((definition) => shapeAttribute(definition, `${prefix}${definition.name}`, shape) ?? [])
}

function shapeAttribute(definition: AttributeDefinition, path: string, shape: Shape): AttributeDefinition | undefined {
  if (shape.refused.has(path)) return undefined
  if (definition.mutability === 'readOnly') return definition
  const { subAttributes } = definition
  const isWhole = isKept(path, shape)
  if (subAttributes === undefined) return isWhole ? shapeValue(definition, path, shape) : undefined
  const kept = shapeAttributes(subAttributes, `${path}.`, isWhole ? { ...shape, allowed: undefined } : shape)
  if (kept.length === subAttributes.length && kept.every((sub, index) => sub === subAttributes[index]))
    return definition
  return kept.some(({ mutability }) => mutability !== 'readOnly') ? { ...definition, subAttributes: kept } : undefined
}

function isKept(path: string, { allowed, refused }: Shape): boolean {
  return !refused.has(path) && (allowed === undefined || allowed.has(path))
}

function shapeValue(definition: AttributeDefinition, path: string, { exact, isFlat }: Shape): AttributeDefinition {
  const cased = exact.has(path) ? { ...definition, caseExact: true } : definition
  return isFlat ? withoutGroups(cased) : cased
}

/** What a reference may lead to, and what the `type` beside it may be, without groups (`groups.nested`). */
function withoutGroups(definition: AttributeDefinition): AttributeDefinition {
  const { referenceTypes, canonicalValues, name } = definition
  if (referenceTypes?.some(isGroup)) return { ...definition, referenceTypes: referenceTypes.filter(isNoGroup) }
  // Elsewhere a canonical value of this name means something else.
  if (name !== 'type' || !canonicalValues?.some(isGroup)) return definition
  return { ...definition, canonicalValues: canonicalValues.filter(isNoGroup) }
}

function isGroup(name: string): boolean {
  return kindOf({ name }) === 'group'
}

function isNoGroup(name: string): boolean {
  return !isGroup(name)
}
