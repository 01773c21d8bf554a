import { ScimError } from '../errors/scim-error.ts'
import type { Path, ResolvedFilter } from '../filter/ast.ts'
import { printPath } from '../filter/print.ts'
import { type ResolveOptions, resolveElementFilter } from '../filter/resolve.ts'
import { readable } from '../filter/scope.ts'
import type { Attribute, Container, ResourceType } from '../schema/attribute.ts'
import { type Found, findAttribute, findUnqualified } from '../schema/find-attribute.ts'

/** What a path points at: an attribute, some of its elements, a sub-attribute of either, or a whole extension. */
export type Target =
  | {
      readonly kind: 'attribute'
      readonly attribute: Attribute
      /** Selects elements; without one, all of them. */
      readonly filter: ResolvedFilter | undefined
      readonly sub: Attribute | undefined
      /** As the client wrote it; printed only for an error, for it may be long. */
      readonly path: Path
    }
  | { readonly kind: 'container'; readonly container: Container; readonly path: Path }

/** How paths are resolved: the filter's tolerances, and whether `manager` may stand for `urn:…:User:manager`. */
export interface TargetOptions extends ResolveOptions {
  readonly unqualifiedPath?: (() => void) | undefined
  /** Lets a filter follow a complex attribute that is no list, and is called for it. */
  readonly filterOnSingle?: (() => void) | undefined
}

/**
 * Resolves a path against the schema of a resource type; undefined when it names no attribute. What a product takes
 * without knowing it comes by the thousand, so that is no error here.
 *
 * @throws ScimError `PATH_TARGET`, and the filter errors for what stands in brackets
 */
export function resolveTarget(resourceType: ResourceType, path: Path, options: TargetOptions): Target | undefined {
  const found = find(resourceType, path.path, options)
  if (found === undefined) return undefined
  if (found.kind === 'container') {
    if (path.filter !== undefined)
      throw new ScimError('PATH_TARGET', { path: path.path, problem: 'an extension has no elements' })
    return { ...found, path }
  }
  const { attribute } = found
  return path.filter === undefined ? plainTarget(attribute, path) : elementTarget(attribute, path, options)
}

function find(resourceType: ResourceType, name: string, { unqualifiedPath }: TargetOptions): Found | undefined {
  const found = findAttribute(resourceType, name)
  if (found !== undefined || unqualifiedPath === undefined) return found
  const unqualified = findUnqualified(resourceType, name)
  if (unqualified !== undefined) unqualifiedPath()
  return unqualified
}

function plainTarget(attribute: Attribute, path: Path): Target {
  const { parent } = attribute
  return parent === undefined
    ? { kind: 'attribute', attribute, filter: undefined, sub: undefined, path }
    : { kind: 'attribute', attribute: parent, filter: undefined, sub: attribute, path }
}

function elementTarget(attribute: Attribute, path: Path, options: TargetOptions): Target | undefined {
  // Before any error repeats the path, in whose filter the secret stands.
  readable(attribute)
  if (attribute.parent !== undefined)
    throw new ScimError('PATH_TARGET', { path: printPath(path), problem: 'no filter can follow a sub-attribute' })
  const onSingle = !attribute.multiValued && attribute.type === 'complex' ? options.filterOnSingle : undefined
  if (path.filter === undefined || !(attribute.multiValued || onSingle)) {
    const problem = `"${attribute.path}" has no elements to select from`
    throw new ScimError('PATH_TARGET', { path: printPath(path), problem })
  }
  onSingle?.()
  const filter = resolveElementFilter(path.filter, attribute, options)
  if (path.subAttribute === undefined) return { kind: 'attribute', attribute, filter, sub: undefined, path }
  const sub = attribute.byName.get(path.subAttribute.toLowerCase())
  return sub && { kind: 'attribute', attribute, filter, sub, path }
}
