import type { Attribute, ResourceType, StoredResource, Wanted } from '@scimkit/core'
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { inverseElements, relationKey } from './filter/elements.ts'
import { type ElementRow, type ResourceRow, toElement, toResource } from './row.ts'

/** A row that brings along what was wanted, under `related_0` and so on. */
export type RelatedRow = ResourceRow & Readonly<Record<`related_${number}`, readonly ElementRow[]>>

/**
 * Columns with the elements of what is wanted of the row `p`, and of no other relation. They come with the resource in
 * one statement, so both are of one state of the database.
 */
export function relatedColumns(resourceType: ResourceType, wanted: Wanted): Sql {
  if (wanted.length === 0) return empty
  const columns = wanted.map((attribute, index) => sql`${elementsOf(attribute, resourceType)} AS ${relatedName(index)}`)
  return sql`, ${join(columns)}`
}

/** The resource of a row, with what was wanted of it. */
export function toRelated(row: RelatedRow, wanted: Wanted): StoredResource {
  const resource = toResource(row)
  if (wanted.length === 0) return resource
  const related = wanted.map(({ name }, index) => [name, row[`related_${index}`]?.map(toElement) ?? []])
  return { ...resource, related: Object.fromEntries(related) }
}

/** The name of the column of what is wanted at this place. */
export function relatedName(index: number): Sql {
  return raw(`related_${index}`)
}

const element = sql`json_build_object('value', e.value, 'type', e.type, 'display', e.display)`

/** The elements of a relation or an inverse of the row `p`, as JSON. */
export function elementsOf({ name, inverseOf }: Attribute, resourceType: ResourceType): Sql {
  if (inverseOf === undefined)
    return sql`(SELECT json_agg(${element} ORDER BY e.place) FROM scimkit_member e
      WHERE e.tenant = p.tenant AND e.owner = p.id AND e.attribute = ${relationKey(resourceType.name, name)})`
  const of = { tenant: sql`p.tenant`, id: sql`p.id` }
  return sql`(SELECT json_agg(${element} ORDER BY e.level, e.place, e.seq) FROM ${inverseElements(inverseOf, of)} e)`
}
