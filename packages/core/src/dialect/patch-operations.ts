import { ScimError } from '../errors/scim-error.ts'
import type { Path } from '../filter/ast.ts'
import { parsePath } from '../filter/parser.ts'
import type { PatchOperation } from '../patch/operation.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject } from '../schema/json.ts'
import type { Tolerance } from './dialect.ts'
import { ListedValues } from './listed-values.ts'

/**
 * Rewrites operations into ones the engine takes to the letter, as far as the rules that are on allow.
 *
 * @throws ScimError `ATTRIBUTE_DUPLICATE`, `PATCH_TOO_MANY_OPERATIONS`, and as `parsePath` does
 */
export function rewritePatchOperations(
  resourceType: ResourceType,
  operations: readonly PatchOperation[],
  tolerance: Tolerance,
): readonly PatchOperation[] {
  const listed = new ListedValues(resourceType, tolerance)
  return operations.flatMap((operation) => {
    const writable = readOnlyInPatch(resourceType, operation, tolerance)
    return pathsAsNames(resourceType, writable, tolerance).flatMap((named) => listed.remove(named))
  })
}

/** `{"id":"…","displayName":"…"}` without a path, as Okta renames a group. */
function readOnlyInPatch(resourceType: ResourceType, operation: PatchOperation, tolerance: Tolerance): PatchOperation {
  const { path, value } = operation
  const onUse = tolerance.allow('readOnlyInPatch')
  if (onUse === undefined || path !== undefined || !isJsonObject(value)) return operation
  const writable = Object.entries(value).filter(([name]) => !isServersOwn(resourceType, name))
  if (writable.length === Object.keys(value).length) return operation
  onUse()
  return { ...operation, value: Object.fromEntries(writable) }
}

function isServersOwn(resourceType: ResourceType, name: string): boolean {
  const attribute = resourceType.byName.get(name.toLowerCase())
  return attribute !== undefined && (attribute.mutability === 'readOnly' || attribute.path === 'schemas')
}

/**
 * Names in a value that are paths, as Entra ID sends them with its flag `aadOptscim062020`. They become operations of
 * their own, after what is left of the value, and a whole before its parts: `name` before `name.givenName`.
 */
function pathsAsNames(
  resourceType: ResourceType,
  operation: PatchOperation,
  tolerance: Tolerance,
): readonly PatchOperation[] {
  const { path, value } = operation
  const onUse = tolerance.allow('pathsAsNames')
  if (onUse === undefined || path !== undefined || operation.op === 'remove' || !isJsonObject(value)) return [operation]
  const paths = Object.keys(value).filter((name) => isPath(resourceType, name))
  if (paths.length === 0) return [operation]
  onUse()
  refuseRepeats(resourceType, Object.keys(value))
  const taken = new Set(paths)
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !taken.has(name)))
  const own = paths.map((name) => ({ ...operation, path: parsePath(name), value: value[name] }))
  own.sort((left, right) => depthOf(resourceType, left.path) - depthOf(resourceType, right.path))
  return Object.keys(rest).length === 0 ? own : [{ ...operation, value: rest }, ...own]
}

function isPath(resourceType: ResourceType, name: string): boolean {
  if (!/[.:[]/.test(name)) return false
  const found = name.includes('[') ? undefined : findAttribute(resourceType, name)
  return (
    found?.kind !== 'container' && (found !== undefined || name.includes('[') || !name.toLowerCase().startsWith('urn:'))
  )
}

/**
 * Two names of the same attribute, such as `userName` and `urn:…:User:userName`: it cannot be known which one counts.
 */
function refuseRepeats(resourceType: ResourceType, names: readonly string[]): void {
  const seen = new Set<Attribute>()
  for (const name of names) {
    const found = findAttribute(resourceType, name)
    if (found?.kind !== 'attribute') continue
    if (seen.has(found.attribute)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: name })
    seen.add(found.attribute)
  }
}

/** How far into an attribute a path leads. */
function depthOf(resourceType: ResourceType, { path, filter, subAttribute }: Path): number {
  if (subAttribute !== undefined) return 2
  const found = findAttribute(resourceType, path)
  const isPart = found?.kind === 'attribute' && found.attribute.parent !== undefined
  return isPart || filter !== undefined ? 1 : 0
}
