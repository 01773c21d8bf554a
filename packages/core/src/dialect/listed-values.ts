import { ScimError } from '../errors/scim-error.ts'
import type { Filter, Literal, Path } from '../filter/ast.ts'
import { maxOperations } from '../patch/limit-operations.ts'
import type { PatchOperation } from '../patch/operation.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject, memberNamed } from '../schema/json.ts'
import type { Tolerance } from './dialect.ts'
import { decodeRoles } from './values.ts'

/**
 * `remove` of `members` with a list of members, as Entra ID sends it without its flag. An empty list removes nothing.
 */
export class ListedValues {
  readonly #resourceType: ResourceType
  readonly #tolerance: Tolerance
  /**
   * How many more values may be listed that are looked for by a filter: as many as there may be operations with one.
   */
  #left = maxOperations

  constructor(resourceType: ResourceType, tolerance: Tolerance) {
    this.#resourceType = resourceType
    this.#tolerance = tolerance
  }

  /** @throws ScimError `PATCH_TOO_MANY_OPERATIONS` when too many values are listed */
  remove(operation: PatchOperation): readonly PatchOperation[] {
    const { op, path, value } = operation
    const onUse = this.#tolerance.allow('removeListedValues')
    if (onUse === undefined || op !== 'remove' || path === undefined || path.filter !== undefined) return [operation]
    if (value === undefined || value === null) return [operation]
    const found = findAttribute(this.#resourceType, path.path)
    // Of a list inside a complex value no path selects single values.
    if (found?.kind !== 'attribute' || !found.attribute.multiValued || found.attribute.parent) return [operation]
    const filters = this.#filtersFor(found.attribute, elementsOf(found.attribute, value))
    if (filters === undefined) return [operation]
    onUse()
    return toRemovals(operation, path, filters)
  }

  /** Undefined when one of the elements cannot be told by anything. */
  #filtersFor(attribute: Attribute, elements: readonly unknown[]): readonly Filter[] | undefined {
    const isDecoded = this.#tolerance.allow('decodeRoles') !== undefined
    const filters: Filter[] = []
    for (const element of elements) {
      const filter = filterFor(attribute, isDecoded ? decodeRoles(attribute, element, 'element') : element)
      if (filter === undefined) return undefined
      if (!isLookedUp(attribute, filter)) this.#look()
      filters.push(filter)
    }
    return filters
  }

  #look(): void {
    this.#left -= 1
    if (this.#left >= 0) return
    throw new ScimError('PATCH_TOO_MANY_OPERATIONS', { counted: 'values to be removed', limit: maxOperations })
  }
}

/** A member of a group that is named by its value needs no search, however many they are. */
function isLookedUp({ relation }: Attribute, filter: Filter): boolean {
  return relation && filter.kind === 'compare' && filter.path === 'value'
}

/** Salesforce nests the list once more: `{"members":[…]}`. */
function elementsOf(attribute: Attribute, value: unknown): readonly unknown[] {
  const nested = isJsonObject(value) ? memberNamed(value, attribute.name) : undefined
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
  const value = memberNamed(element, 'value')
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
