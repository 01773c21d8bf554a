import type { NamesOf } from '../errors/refuse-unknown.ts'
import type {
  RelationDefinition,
  ResourceTypeDefinition,
  SchemaDefinition,
  SchemaExtensionDefinition,
} from './attribute.ts'
import { refuseDefinition } from './refuse-definition.ts'
import { strangeMember } from './strange-member.ts'

const ofType: NamesOf<ResourceTypeDefinition> = {
  name: true,
  endpoint: true,
  description: true,
  schema: true,
  extensions: true,
  relations: true,
  activeAttribute: true,
  externalId: true,
}
const ofSchema: NamesOf<SchemaDefinition> = { id: true, name: true, description: true, attributes: true }
const ofExtension: NamesOf<SchemaExtensionDefinition> = { schema: true, required: true }
const ofRelation: NamesOf<RelationDefinition> = { attribute: true, inverse: true }
const ofInverse: NamesOf<NonNullable<RelationDefinition['inverse']>> = { resourceType: true, attribute: true }

/**
 * Checks that resource types say nothing under a name that nobody reads. For attributes `validateAttributes` does.
 *
 * @throws ScimError `CONFIGURATION` naming the place and the member
 */
export function validateMembers({ schema, extensions = [], relations = [], ...type }: ResourceTypeDefinition): void {
  const where = `resource type "${type.name}"`
  refuseStrange(where, type, ofType)
  refuseStrange(`schema "${schema.id}"`, schema, ofSchema)
  for (const extension of extensions) {
    refuseStrange(`${where}, extension "${extension.schema.id}"`, extension, ofExtension)
    refuseStrange(`schema "${extension.schema.id}"`, extension.schema, ofSchema)
  }
  for (const relation of relations) {
    refuseStrange(`${where}, relation "${relation.attribute}"`, relation, ofRelation)
    refuseStrange(`${where}, inverse of "${relation.attribute}"`, relation.inverse ?? {}, ofInverse)
  }
}

function refuseStrange(where: string, given: object, known: Readonly<Record<string, true>>): void {
  const problem = strangeMember(given, known)
  if (problem !== undefined) refuseDefinition(where, problem)
}
