import type { Attribute, ResourceType, ResourceTypeDefinition } from '../schema/attribute.ts'
import { settleResourceType } from '../schema/settle.ts'
import { kindOf } from './kind.ts'
import { attributesNamed, listed, type Named, pathsOf } from './named-attributes.ts'
import type { Policy } from './policy.ts'

/** Whether a product takes an attribute of a resource type without an error, although it drops it. */
export type IsDropped = (resourceType: string, name: string) => boolean

interface Dropping {
  readonly resourceType: ResourceType
  readonly dropped: ReadonlySet<string>
}

/**
 * Finds what a policy drops, by any name that the schemas have for it before they are shaped.
 *
 * @throws ScimError `CONFIGURATION` naming the attributes that no schema has
 */
export function droppedAttributes(definitions: readonly ResourceTypeDefinition[], policy: Policy): IsDropped {
  const types = new Map(
    definitions.flatMap((definition): readonly (readonly [string, Dropping])[] => {
      const names = droppedIn(definition, policy)
      if (names.length === 0) return []
      const resourceType = settleResourceType(definition)
      return [[definition.name, { resourceType, dropped: pathsOf(resourceType, names) }]]
    }),
  )
  return (name, attribute) => {
    const type = types.get(name)
    if (type === undefined) return false
    const named = attributesNamed(type.resourceType, attribute)
    return named.length > 0 && named.every((each) => isIn(type.dropped, each))
  }
}

/** What `groups.externalId` is about: nothing, when there are no groups or they have none. */
export function groupExternalId(definition: Pick<ResourceTypeDefinition, 'name' | 'externalId'>): readonly Named[] {
  const isThere = kindOf(definition) === 'group' && definition.externalId !== false
  return isThere ? [{ name: 'externalId', where: 'groups.externalId' }] : []
}

/**
 * Whether an unknown name is the externalId of a group where that is refused (P-30): then it is in each method,
 * whatever becomes of other unknown names.
 */
export function refusesExternalId(
  { name, schema }: Pick<ResourceType, 'name' | 'schema'>,
  path: string,
  { groups }: Policy,
): boolean {
  if (groups.externalId !== 'reject' || kindOf({ name }) !== 'group') return false
  return ['externalid', `${schema.id}:externalid`.toLowerCase()].includes(path.toLowerCase())
}

/**
 * What a policy drops of a resource type: what it lists, and the externalId of groups where that has its own switch.
 */
export function droppedIn(
  definition: Pick<ResourceTypeDefinition, 'name' | 'externalId'>,
  { attributes, groups }: Policy,
): readonly Named[] {
  const names = listed(definition, attributes.acceptAndDrop, 'attributes.acceptAndDrop') ?? []
  return groups.externalId === 'drop' ? [...names, ...groupExternalId(definition)] : names
}

/** A part goes with the whole, and the whole is gone when all its parts are that a client could give. */
function isIn(dropped: ReadonlySet<string>, { path, parent, subAttributes }: Attribute): boolean {
  if (dropped.has(path) || (parent !== undefined && isIn(dropped, parent))) return true
  const writable = subAttributes.filter(({ mutability }) => mutability !== 'readOnly')
  return writable.length > 0 && writable.every((sub) => dropped.has(sub.path))
}
