import { ScimError } from '../errors/scim-error.ts'
import type { ComparisonOperator, Filter } from '../filter/ast.ts'
import { comparisonOperators } from '../filter/parser.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { Registry } from '../schema/registry.ts'
import type { Policy } from './policy.ts'

/**
 * Checks that each filter a policy allows is an attribute of the resource type and an operator.
 *
 * @throws ScimError `CONFIGURATION` naming the filter
 */
export function checkAllowedFilters({ filters }: Policy, { byName }: Pick<Registry, 'byName'>): void {
  for (const [name, allowed] of Object.entries(filters.allow)) {
    const resourceType = byName(name)
    const wrong = resourceType && allowed.find((entry) => comparisonOf(resourceType, entry) === undefined)
    if (wrong === undefined) continue
    const problem = `"${wrong}" is no attribute of ${name} and a comparison operator`
    throw new ScimError('CONFIGURATION', { where: `profile.filters.allow.${name}`, problem })
  }
}

/** Whether there is any filter that is answered, for any of the resource types. */
export function answersFilters({ filters }: Policy, { resourceTypes }: Pick<Registry, 'resourceTypes'>): boolean {
  return resourceTypes.some((resourceType) => allowedFor(resourceType, filters)?.length !== 0)
}

/** A filter, and whether the query is over one resource type alone. */
interface Asked {
  readonly filter: Filter
  readonly isOnly: boolean
}

/**
 * Refuses a filter that is not one single comparison of those the product answers (P-27), on one type of value at most.
 * Over several types, one that lacks the attribute has no value for it and nothing to refuse (RFC 7644 §3.4.2.1).
 *
 * @throws ScimError `FILTER_NOT_ALLOWED`
 */
export function refuseOtherFilters(resourceType: ResourceType, { filter, isOnly }: Asked, { filters }: Policy): void {
  const { name } = resourceType
  const allowed = allowedFor(resourceType, filters)
  if (allowed === undefined) return
  const asked = comparisonIn(filter)
  if (asked !== undefined) {
    const attribute = attributeOf(resourceType, asked.path)
    if (attribute === undefined && !isOnly) return
    const isAllowed = allowed.some((entry) => {
      const comparison = comparisonOf(resourceType, entry)
      return comparison !== undefined && comparison.attribute === attribute && comparison.operator === asked.operator
    })
    if (isAllowed) return
  }
  throw new ScimError('FILTER_NOT_ALLOWED', { resourceType: name, allowed })
}

/** Undefined where all are answered. */
function allowedFor({ name }: ResourceType, { allow }: Policy['filters']): readonly string[] | undefined {
  return Object.hasOwn(allow, name) ? allow[name] : undefined
}

interface Asking {
  readonly path: string
  readonly operator: ComparisonOperator
}

/**
 * The comparison that a filter is. One of the values of a list may be narrowed by its type, which asks for nothing
 * more: `emails[type eq "work"].value eq "…"` is how Entra ID matches by mail.
 */
function comparisonIn(filter: Filter): Asking | undefined {
  if (filter.kind === 'compare') return filter
  if (filter.kind !== 'valuePath') return undefined
  const terms = filter.filter.kind === 'and' ? filter.filter.operands : [filter.filter]
  const [only, ...others] = terms.filter((term) => !isTypeOf(term))
  if (only?.kind !== 'compare' || others.length > 0) return undefined
  return { path: `${filter.path}.${only.path}`, operator: only.operator }
}

function isTypeOf(term: Filter): boolean {
  return term.kind === 'compare' && term.operator === 'eq' && term.path.toLowerCase() === 'type'
}

interface Comparison {
  readonly attribute: Attribute
  readonly operator: ComparisonOperator
}

/** An entry of `filters.allow`: `userName eq`. */
function comparisonOf(resourceType: ResourceType, entry: string): Comparison | undefined {
  const [path = '', word, ...others] = entry.split(' ')
  const operator = comparisonOperators.find((each) => each === word)
  const attribute = attributeOf(resourceType, path)
  return attribute === undefined || operator === undefined || others.length > 0 ? undefined : { attribute, operator }
}

function attributeOf(resourceType: ResourceType, path: string): Attribute | undefined {
  const found = findAttribute(resourceType, path)
  return found?.kind === 'attribute' ? found.attribute : undefined
}
