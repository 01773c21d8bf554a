import type { Filter } from '../filter/ast.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/**
 * The filter with each `userName eq` widened to the account that has this for its e-mail address, where the policy asks
 * for that: an identity provider that only looks for user names then finds the account it would be matched with (D-12).
 */
export function widenUserName(filter: Filter, resourceType: ResourceType, { filters, attributes }: Policy): Filter {
  const isAsked = filters.userNameMatchesEmail && kindOf(resourceType) === 'user'
  if (!isAsked || findAttribute(resourceType, 'emails.value') === undefined) return filter
  const email = emailIs[attributes.emails]
  return mapComparisons(filter, (comparison) => {
    const { path, operator, value } = comparison
    const found = operator === 'eq' ? findAttribute(resourceType, path) : undefined
    const isUserName = found?.kind === 'attribute' && found.attribute.path === 'userName'
    return isUserName && typeof value === 'string' ? { kind: 'or', operands: [comparison, email(value)] } : comparison
  })
}

type Comparison = Extract<Filter, { kind: 'compare' }>

/** The filter with each comparison about the resource itself replaced. */
function mapComparisons(filter: Filter, replace: (comparison: Comparison) => Filter): Filter {
  const map = (each: Filter): Filter => mapComparisons(each, replace)
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const [first, second, ...others] = filter.operands
      return { ...filter, operands: [map(first), map(second), ...others.map(map)] }
    }
    case 'not':
      return { ...filter, operand: map(filter.operand) }
    case 'compare':
      return replace(filter)
    case 'valuePath':
    case 'present':
      return filter
  }
}

/**
 * Says that the e-mail address is this one. Which is the first of several no filter can say, so any of them will do.
 */
const emailIs: Readonly<Record<Policy['attributes']['emails'], (value: string) => Filter>> = {
  any: anyEmail,
  workOnly: (value) => eitherEmail(equal('type', 'work'), value, emailWith(untyped, value)),
  primary: (value) => eitherEmail(equal('primary', true), value, anyEmail(value)),
}

const untyped: Filter = { kind: 'not', operand: { kind: 'present', path: 'type' } }

/** The address of those that meet a condition is this one; where none meets it, something else holds. */
function eitherEmail(condition: Filter, value: string, otherwise: Filter): Filter {
  const hasNone: Filter = { kind: 'not', operand: { kind: 'valuePath', path: 'emails', filter: condition } }
  return { kind: 'or', operands: [emailWith(condition, value), { kind: 'and', operands: [hasNone, otherwise] }] }
}

function anyEmail(value: string): Filter {
  return equal('emails.value', value)
}

function emailWith(condition: Filter, value: string): Filter {
  return { kind: 'valuePath', path: 'emails', filter: { kind: 'and', operands: [condition, equal('value', value)] } }
}

function equal(path: string, value: string | boolean): Filter {
  return { kind: 'compare', path, operator: 'eq', value }
}
