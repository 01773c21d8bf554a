import { ScimError } from '../errors/scim-error.ts'
import type { Filter, Literal, Path } from '../filter/ast.ts'
import { parsePath } from '../filter/parser.ts'
import type { PatchOperation } from '../patch/operation.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject } from '../schema/json.ts'
import type { Tolerance } from './dialect.ts'
import { decodeRoles } from './values.ts'

/** Rewrites operations into ones the engine takes to the letter, as far as the rules that are on allow. */
export function rewritePatchOperations(
  resourceType: ResourceType,
  operations: readonly PatchOperation[],
  tolerance: Tolerance,
): readonly PatchOperation[] {
  const rewritten: PatchOperation[] = []
  for (const operation of operations) {
    const writable = readOnlyInPatch(resourceType, operation, tolerance)
    for (const named of pathsAsNames(resourceType, writable, tolerance))
      rewritten.push(...removeListedValues(resourceType, named, tolerance))
  }
  return rewritten
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

/** Two names of the same attribute, such as `userName` and `urn:…:User:userName`: it cannot be known which one counts. */
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

/** `remove` of `members` with a list of members, as Entra ID sends it without its flag. An empty list removes nothing. */
function removeListedValues(
  resourceType: ResourceType,
  operation: PatchOperation,
  tolerance: Tolerance,
): readonly PatchOperation[] {
  const { op, path, value } = operation
  const onUse = tolerance.allow('removeListedValues')
  if (onUse === undefined || op !== 'remove' || path === undefined || path.filter !== undefined) return [operation]
  if (value === undefined || value === null) return [operation]
  const found = findAttribute(resourceType, path.path)
  // Of a list inside a complex value no path selects single values.
  if (found?.kind !== 'attribute' || !found.attribute.multiValued || found.attribute.parent) return [operation]
  const decode = (element: unknown) =>
    tolerance.allow('decodeRoles') ? decodeRoles(found.attribute, element, 'element') : element
  const filters = elementsOf(found.attribute, value).map((element) => filterFor(found.attribute, decode(element)))
  if (filters.some((filter) => filter === undefined)) return [operation]
  onUse()
  return toRemovals(
    operation,
    path,
    filters.filter((filter) => filter !== undefined),
  )
}

/** Salesforce nests the list once more: `{"members":[…]}`. */
function elementsOf(attribute: Attribute, value: unknown): readonly unknown[] {
  const nested = isJsonObject(value) ? value[attribute.name] : undefined
  return Array.isArray(nested) ? nested : [value].flat()
}

function toRemovals(operation: PatchOperation, path: Path, filters: readonly Filter[]): readonly PatchOperation[] {
  const [first, second, ...others] = filters
  if (first === undefined) return []
  const filter: Filter = second === undefined ? first : { kind: 'or', operands: [first, second, ...others] }
  return [{ ...operation, path: { ...path, filter }, value: undefined }]
}

/** The element is known by its `value`; one without is known by everything that was said about it. */
function filterFor(attribute: Attribute, element: unknown): Filter | undefined {
  if (isLiteral(element)) return equals('value', element)
  if (!isJsonObject(element)) return undefined
  const key = Object.keys(element).find((name) => name.toLowerCase() === 'value')
  const value = key === undefined ? undefined : element[key]
  if (isLiteral(value)) return equals('value', value)
  const terms = Object.entries(element).flatMap(([name, part]) =>
    attribute.byName.has(name.toLowerCase()) && isLiteral(part) ? [equals(name, part)] : [],
  )
  const [first, second, ...others] = terms
  return first !== undefined && second !== undefined ? { kind: 'and', operands: [first, second, ...others] } : first
}

function equals(path: string, value: Literal): Filter {
  return { kind: 'compare', path, operator: 'eq', value }
}

function isLiteral(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
