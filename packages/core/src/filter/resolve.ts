import { ScimError } from '../errors/scim-error.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { Filter, ResolvedFilter } from './ast.ts'
import { negate, never, type Rewrite } from './leaf.ts'
import { readLiteral } from './literal.ts'
import type { ResolveOptions } from './resolve-options.ts'
import { rewriteInElement, rewriteInResource } from './rewrite.ts'
import { type FindAttribute, findInElement, findInResource, readable } from './scope.ts'

export type { ResolveOptions } from './resolve-options.ts'

type Comparison = Extract<Filter, { kind: 'compare' }>
type ValuePath = Extract<Filter, { kind: 'valuePath' }>

/** What a filter is about: a resource, or one element of an attribute. */
interface Scope {
  readonly options: ResolveOptions
  readonly find: FindAttribute
  readonly rewrite: Rewrite
  readonly resolveValuePath: (filter: ValuePath) => ResolvedFilter
  /** The list that `ne` looks through for a value that differs; undefined where there is none, or all have to. */
  readonly listAt: (path: string) => Attribute | undefined
}

/**
 * Settles a filter against a resource type: names, types, operators, literals and case rules. Whether it can be
 * answered is decided here, whatever resources there are.
 *
 * @throws ScimError `FILTER_UNKNOWN_ATTRIBUTE`, `FILTER_NOT_READABLE`, `FILTER_OPERATOR`, `FILTER_LITERAL`,
 * `FILTER_COMPLEX_ATTRIBUTE`, `FILTER_BRACKETS`
 *
 * @example
 * ```ts
 * resolveFilter(parseFilter('USERNAME ne "ada"'), userType)
 * // { kind: 'not', operand: { kind: 'compare', operator: 'eq', value: 'ada', attribute: { path: 'userName', … } } }
 * resolveFilter(parseFilter('nmae eq "ada"'), userType) // throws FILTER_UNKNOWN_ATTRIBUTE
 * ```
 */
export function resolveFilter(
  filter: Filter,
  resourceType: ResourceType,
  options: ResolveOptions = {},
): ResolvedFilter {
  return resolve(filter, resourceScope(resourceType, options))
}

/**
 * Settles a filter about one element of a complex or multi-valued attribute: the square brackets of a PATCH path.
 *
 * @throws ScimError `FILTER_UNKNOWN_ATTRIBUTE`, `FILTER_NOT_READABLE`, `FILTER_OPERATOR`, `FILTER_LITERAL`,
 * `FILTER_COMPLEX_ATTRIBUTE`, `FILTER_BRACKETS`
 * @example
 * ```ts
 * const emails = userType.byName.get('emails')
 * emails && resolveElementFilter(parseFilter('type eq "work"'), emails) // { kind: 'compare', value: 'work', … }
 * ```
 */
export function resolveElementFilter(
  filter: Filter,
  attribute: Attribute,
  options: ResolveOptions = {},
): ResolvedFilter {
  return resolve(filter, elementScope(attribute, rewriteInElement(options), options))
}

function resourceScope(resourceType: ResourceType, options: ResolveOptions): Scope {
  const find = findInResource(resourceType, options)
  const rewrite = rewriteInResource(resourceType, options)
  const resolveValuePath = ({ path, filter }: ValuePath): ResolvedFilter => {
    const attribute = find(path)
    if (attribute === undefined) return never
    // `meta` is singular and always there, so what is said in brackets may as well be said of `meta.…`.
    if (attribute.path === 'meta') {
      return resolve(filter, elementScope(attribute, rewrite, options))
    }
    return rewrite({ kind: 'valuePath', attribute, filter: resolveElementFilter(filter, attribute, options) })
  }
  const listAt = (path: string): Attribute | undefined => (options.notEqual === 'any' ? listOf(find(path)) : undefined)
  return { options, find, rewrite, resolveValuePath, listAt }
}

function elementScope(attribute: Attribute, rewrite: Rewrite, options: ResolveOptions): Scope {
  const find = findInElement(attribute, options)
  const resolveValuePath = ({ path }: ValuePath): never => {
    throw new ScimError('FILTER_BRACKETS', { path })
  }
  return { options, find, rewrite, resolveValuePath, listAt: () => undefined }
}

/** The list that an attribute is, or is a part of. */
function listOf(attribute: Attribute | undefined): Attribute | undefined {
  return attribute?.multiValued ? attribute : attribute?.parent && listOf(attribute.parent)
}

function resolve(filter: Filter, scope: Scope): ResolvedFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => resolve(operand, scope)) }
    case 'not':
      return negate(resolve(filter.operand, scope))
    case 'valuePath':
      return scope.resolveValuePath(filter)
    case 'present':
      return resolvePresent(filter.path, scope)
    case 'compare':
      return resolveComparison(filter, scope)
  }
}

function resolvePresent(path: string, { find, rewrite }: Scope): ResolvedFilter {
  const attribute = find(path)
  return attribute === undefined ? never : rewrite({ kind: 'present', attribute })
}

function resolveComparison({ path, operator, value }: Omit<Comparison, 'kind'>, scope: Scope): ResolvedFilter {
  if (operator === 'ne') return resolveNotEqual({ path, value }, scope)
  // Null is "unassigned" (RFC 7643 §2.5, A32).
  if (operator === 'eq' && value === null) return negate(resolvePresent(path, scope))
  const named = scope.find(path)
  if (named === undefined) return never
  const attribute = named.type === 'complex' ? valueSubAttribute(named, scope.options) : named
  return scope.rewrite({
    kind: 'compare',
    attribute,
    operator,
    value: readLiteral(attribute, { operator, value }, scope.options),
  })
}

/** True when there is no value (A2). Of several values none equals, or, where that is enough, one does not (A3). */
function resolveNotEqual({ path, value }: Pick<Comparison, 'path' | 'value'>, scope: Scope): ResolvedFilter {
  const noneEquals = negate(resolveComparison({ path, operator: 'eq', value }, scope))
  const list = value === null ? undefined : scope.listAt(path)
  if (list === undefined) return noneEquals
  const name = scope.find(path) === list ? 'value' : path.slice(path.lastIndexOf('.') + 1)
  const differs = resolveElementFilter({ kind: 'compare', path: name, operator: 'ne', value }, list, scope.options)
  const isEmpty = negate({ kind: 'present', attribute: list })
  return { kind: 'or', operands: [isEmpty, { kind: 'valuePath', attribute: list, filter: differs }] }
}

/**
 * RFC 7644 Figure 2 compares `emails` itself; for a singular complex attribute §3.4.2.2 wants the sub-attribute named.
 */
function valueSubAttribute(complex: Attribute, { complexValue }: ResolveOptions): Attribute {
  const value = complex.byName.get('value')
  if (value === undefined || (!complex.multiValued && complexValue === undefined)) {
    const subAttributes = complex.subAttributes.map((sub) => sub.name)
    throw new ScimError('FILTER_COMPLEX_ATTRIBUTE', { path: complex.path, subAttributes })
  }
  if (!complex.multiValued) complexValue?.()
  return readable(value)
}
