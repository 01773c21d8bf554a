import { type Attribute, isIndexed, type ResolvedFilter, type ResourceType } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import { toKey, toText } from '../text.ts'
import { heldBy, relationKey } from './elements.ts'
import { literalOf } from './value-condition.ts'

/** The ids of all resources a filter can match at all, found through indexes. */
export interface Candidates {
  /** A query with one column, `id`. */
  readonly ids: Sql
  /** Whether they all do match: a candidate of one condition need not meet the others. */
  readonly areAll: boolean
}

/** Where a filter is asked. */
export interface Place {
  readonly resourceType: ResourceType
  readonly tenant: string
}

/** The candidates of a filter; undefined when only a scan can tell. */
export function candidates(filter: ResolvedFilter, place: Place): Candidates | undefined {
  switch (filter.kind) {
    case 'compare': {
      const ids = filter.operator === 'eq' ? withValue(place, filter.attribute, filter.value) : undefined
      return ids && { ids, areAll: true }
    }
    case 'and':
      return someOf(filter.operands.map((operand) => candidates(operand, place)).find((found) => found !== undefined))
    case 'or':
      return union(filter.operands.map((operand) => candidates(operand, place)))
    // Attributes inside the brackets are the same sub-attributes, only about one element.
    case 'valuePath':
      return someOf(candidates(filter.filter, place))
    case 'never':
      return { ids: sql`SELECT NULL::text AS id WHERE FALSE`, areAll: true }
    case 'present':
    case 'not':
      return undefined
  }
}

function someOf(found: Candidates | undefined): Candidates | undefined {
  return found && { ...found, areAll: false }
}

function union(all: readonly (Candidates | undefined)[]): Candidates | undefined {
  const known = all.filter((found) => found !== undefined)
  if (known.length < all.length || known.length === 0) return undefined
  const ids = join(
    known.map((found) => found.ids),
    ' UNION ',
  )
  return { ids, areAll: known.every(({ areAll }) => areAll) }
}

function withValue({ resourceType, tenant }: Place, attribute: Attribute, value: string | number | boolean) {
  const literal = literalOf(attribute, value)
  if (literal === undefined) return undefined
  const key = String(literal)
  if (attribute.path === 'id') return sql`SELECT ${key}::text AS id`
  const { parent } = attribute
  // The rows of a relation are found by their exact value only.
  if (parent !== undefined && attribute.name === 'value' && attribute.caseExact) {
    if (parent.relation)
      return sql`SELECT m.owner AS id FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${toKey(toText(String(value)))} AND m.attribute = ${relationKey(resourceType.name, parent.name)}`
    if (parent.inverseOf !== undefined)
      return sql`SELECT h.id FROM ${heldBy(parent.inverseOf, { tenant, owner: key })} h`
  }
  if (!isIndexed(attribute)) return undefined
  return sql`SELECT l.id FROM scimkit_lookup l WHERE l.tenant = ${tenant} AND l.type = ${resourceType.name} AND l.attribute = ${attribute.path} AND l.key = ${toKey(key)}`
}
