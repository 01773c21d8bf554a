import { ScimError } from '../errors/scim-error.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute, findUnqualified } from '../schema/find-attribute.ts'
import type { ResolveOptions } from './resolve-options.ts'

/** Finds the attribute a name stands for; undefined when it has no value here (A23). */
export type FindAttribute = (path: string) => Attribute | undefined

/**
 * Finds names in a resource: of the common set, the base schema and, under their URN, the extensions.
 *
 * @throws ScimError `FILTER_UNKNOWN_ATTRIBUTE`, `FILTER_NOT_READABLE`
 */
export function findInResource(resourceType: ResourceType, options: ResolveOptions): FindAttribute {
  return (path) => {
    const found = findAttribute(resourceType, path) ?? withoutUrn(path, resourceType, options)
    return found?.kind === 'attribute' ? readable(found.attribute) : unknown(path, resourceType.name, options)
  }
}

/**
 * Finds names in one element: its sub-attributes, or `value` when the elements are simple.
 *
 * @throws ScimError `FILTER_BRACKETS`, `FILTER_UNKNOWN_ATTRIBUTE`, `FILTER_NOT_READABLE`
 */
export function findInElement(attribute: Attribute, options: ResolveOptions): FindAttribute {
  const { type, path: owner, parent, multiValued } = attribute
  if (parent !== undefined || (type !== 'complex' && !multiValued))
    throw new ScimError('FILTER_BRACKETS', { path: owner })
  const names = type === 'complex' ? attribute.byName : new Map([['value', attribute]])
  return (path) => {
    const found = names.get(path.toLowerCase())
    return found === undefined ? unknown(path, `"${owner}"`, options) : readable(found)
  }
}

function withoutUrn(
  path: string,
  resourceType: ResourceType,
  { unqualified }: ResolveOptions,
): ReturnType<typeof findUnqualified> {
  if (unqualified === undefined || path.includes(':')) return undefined
  const found = findUnqualified(resourceType, path)
  if (found !== undefined) unqualified()
  return found
}

function unknown(path: string, owner: string, { unknownAttribute }: ResolveOptions): undefined {
  if (unknownAttribute !== 'noValue') throw new ScimError('FILTER_UNKNOWN_ATTRIBUTE', { path, owner })
}

/** The attribute, unless it is a secret. @throws ScimError `FILTER_NOT_READABLE` */
export function readable(attribute: Attribute): Attribute {
  const problem = whyUnreadable(attribute)
  if (problem !== undefined) throw new ScimError('FILTER_NOT_READABLE', { path: attribute.path, problem })
  return attribute
}

/**
 * Why an attribute is neither compared nor sorted by; undefined when it may be. A secret must not be guessed by halves.
 */
export function whyUnreadable(attribute: Attribute): string | undefined {
  const isSecret = [attribute, attribute.parent].some(
    (each) => each?.returned === 'never' || each?.mutability === 'writeOnly',
  )
  return isSecret ? 'it is never returned' : undefined
}
