import type { AttributeDefinition, RelationDefinition, ResourceTypeDefinition } from './attribute.ts'
import { refuseDefinition } from './refuse-definition.ts'

/**
 * Checks that the relations of a resource type can be stored as rows and computed back.
 *
 * @throws ScimError `CONFIGURATION` naming the attribute
 */
export function validateRelations(owner: ResourceTypeDefinition, all: readonly ResourceTypeDefinition[]): void {
  for (const relation of owner.relations ?? []) {
    validateRelation(owner, relation)
    if (relation.inverse !== undefined) validateInverse(relation.inverse, all)
  }
}

/** What a store keeps of an element, and `$ref`, which is made from it. */
const stored: ReadonlySet<string> = new Set(['value', '$ref', 'type', 'display'])

function validateRelation(owner: ResourceTypeDefinition, { attribute: name }: RelationDefinition): void {
  const where = `resource type "${owner.name}", relation "${name}"`
  const attribute = findAttribute(owner, name)
  if (attribute === undefined) refuseDefinition(where, `its schema "${owner.schema.id}" has no such attribute`)
  validateCollection(where, attribute)
  const extra = attribute.subAttributes?.find((sub) => !stored.has(sub.name))
  if (extra !== undefined) refuseDefinition(where, `a relation cannot keep the sub-attribute "${extra.name}"`)
}

function validateInverse(
  { resourceType, attribute: name }: NonNullable<RelationDefinition['inverse']>,
  all: readonly ResourceTypeDefinition[],
): void {
  const where = `inverse "${resourceType}.${name}"`
  const other = all.find((definition) => definition.name === resourceType)
  if (other === undefined) refuseDefinition(where, 'there is no such resource type')
  const attribute = findAttribute(other, name)
  if (attribute === undefined) refuseDefinition(where, 'the resource type has no such attribute')
  validateCollection(where, attribute)
  if (attribute.mutability !== 'readOnly') refuseDefinition(where, 'an attribute that is computed must be readOnly')
}

function validateCollection(where: string, attribute: AttributeDefinition): void {
  if (attribute.type !== 'complex' || attribute.multiValued !== true) {
    refuseDefinition(where, 'the attribute must be complex and multi-valued')
  }
  const value = attribute.subAttributes?.find((sub) => sub.name === 'value')
  if (value === undefined) refuseDefinition(where, 'the attribute needs a sub-attribute "value" for the id')
  if ((value.type ?? 'string') !== 'string') refuseDefinition(where, 'its sub-attribute "value" must be a string')
}

function findAttribute({ schema }: ResourceTypeDefinition, name: string): AttributeDefinition | undefined {
  return schema.attributes.find((attribute) => attribute.name === name)
}
