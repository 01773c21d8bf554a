import type { Attribute, ResolvedFilter, ResourceType } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import { isLookedUp } from '../search.ts'
import { heldBy, relationKey } from './elements.ts'
import { literalOf } from './value-condition.ts'

/**
 * A query for the ids of all resources a filter can match at all, answered from indexes; undefined when only a scan can
 * tell. Whoever asks still has to try the filter on them: a candidate matches one condition, not yet all.
 */
export function candidates(filter: ResolvedFilter, resourceType: ResourceType, tenant: string): Sql | undefined {
  const place = { resourceType, tenant }
  switch (filter.kind) {
    case 'compare':
      return filter.operator === 'eq' ? withValue(place, filter.attribute, filter.value) : undefined
    case 'and':
      return first(filter.operands, (operand) => candidates(operand, resourceType, tenant))
    case 'or':
      return union(filter.operands.map((operand) => candidates(operand, resourceType, tenant)))
    // Attributes inside the brackets are the same sub-attributes, only about one element.
    case 'valuePath':
      return candidates(filter.filter, resourceType, tenant)
    case 'never':
      return sql`SELECT NULL::text AS id WHERE FALSE`
    case 'present':
    case 'not':
      return undefined
  }
}

interface Place {
  readonly resourceType: ResourceType
  readonly tenant: string
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
      return sql`SELECT m.owner AS id FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${key} AND m.attribute = ${relationKey(resourceType.name, parent.name)}`
    if (parent.inverseOf !== undefined)
      return sql`SELECT h.id FROM ${heldBy(parent.inverseOf, { tenant, owner: key })} h`
  }
  if (!isLookedUp(attribute)) return undefined
  return sql`SELECT l.id FROM scimkit_lookup l WHERE l.tenant = ${tenant} AND l.type = ${resourceType.name} AND l.attribute = ${attribute.path} AND l.key = ${key}`
}

function first<Item>(items: readonly Item[], find: (item: Item) => Sql | undefined): Sql | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function union(queries: readonly (Sql | undefined)[]): Sql | undefined {
  const known = queries.filter((query) => query !== undefined)
  return known.length === queries.length && known.length > 0 ? join(known, ' UNION ') : undefined
}
