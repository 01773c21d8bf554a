import { ScimError } from '../errors/scim-error.ts'
import type { Attribute, ResourceType, ResourceTypeDefinition } from '../schema/attribute.ts'
import { findAttribute, findUnqualified } from '../schema/find-attribute.ts'

/** A name in a policy, and the switch it stands in. */
export interface Named {
  readonly name: string
  readonly where: string
}

/** What one of the lists of a policy says of a resource type; undefined when it does not name the type. */
export function listed(
  { name: resourceType }: Pick<ResourceTypeDefinition, 'name'>,
  lists: Readonly<Record<string, readonly string[]>>,
  where: string,
): readonly Named[] | undefined {
  const names = Object.hasOwn(lists, resourceType) ? lists[resourceType] : undefined
  return names?.map((name) => ({ name, where: `${where}.${resourceType}` }))
}

/**
 * The paths of the attributes that names stand for.
 *
 * @throws ScimError `CONFIGURATION` with all names the resource type does not have
 */
export function pathsOf(resourceType: ResourceType, names: readonly Named[]): ReadonlySet<string> {
  const found = names.map((named) => ({ ...named, attributes: attributesNamed(resourceType, named.name) }))
  const missing = found.filter(({ attributes }) => attributes.length === 0)
  const [first] = missing
  if (first !== undefined) {
    const all = missing.map(({ name }) => `"${name}"`).join(', ')
    const problem = `${resourceType.name} has no attribute ${all}`
    throw new ScimError('CONFIGURATION', { where: `profile.${first.where}`, problem })
  }
  return new Set(found.flatMap(({ attributes }) => attributes.map(({ path }) => path)))
}

/** An attribute, or all of an extension; none when there is nothing of this name. */
export function attributesNamed(resourceType: ResourceType, name: string): readonly Attribute[] {
  const found = findAttribute(resourceType, name) ?? findUnqualified(resourceType, name)
  if (found === undefined) return []
  return found.kind === 'container' ? found.container.attributes : [found.attribute]
}
