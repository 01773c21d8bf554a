import type { Attribute, ElementStream, RelationElement, StoredResource, Wanted } from '@scimkit/core'
import sql, { empty, join, raw, type Sql } from 'sql-template-tag'
import { inverseElements, relationKey, shownValue } from './filter/elements.ts'
import { type ElementRow, type ResourceRow, toElement, toResource } from './row.ts'

/** A row that brings along what was wanted, under `related_0` and so on. */
export type RelatedRow = ResourceRow & Readonly<Record<`related_${number}`, readonly ElementRow[]>>

/**
 * How relations come with a resource: all of each, or up to so many elements, beside a stream of what is larger. Those
 * that are held come in the statement of the resource, so both are of one state of the database.
 */
export interface Reading {
  readonly most: number
  readonly streamOf: (owner: Owner, relation: Attribute) => ElementStream
}

/** Whose relations are meant. */
export interface Owner {
  readonly type: string
  readonly id: string
}

/**
 * Columns with the elements of what is wanted of the row `p`, and of no other relation: one more than are held, so that
 * it shows when there are more.
 */
export function relatedColumns(type: string, wanted: Wanted, reading?: Reading): Sql {
  if (wanted.length === 0) return empty
  const columns = wanted.map(
    (attribute, index) => sql`${elementsOf(attribute, type, reading)} AS ${relatedName(index)}`,
  )
  return sql`, ${join(columns)}`
}

/** The resource of a row, with what was wanted of it. */
export function toRelated(row: RelatedRow, wanted: Wanted, reading?: Reading): StoredResource {
  const resource = toResource(row)
  if (wanted.length === 0) return resource
  const related: Record<string, readonly RelationElement[]> = {}
  const streamed: Record<string, ElementStream> = {}
  for (const [index, attribute] of wanted.entries()) {
    const rows = row[`related_${index}`] ?? []
    if (reading === undefined || rows.length <= reading.most) related[attribute.name] = rows.map(toElement)
    else streamed[attribute.name] = reading.streamOf(row, attribute)
  }
  return { ...resource, related, ...(reading && { streamed }) }
}

/** The name of the column of what is wanted at this place. */
export function relatedName(index: number): Sql {
  return raw(`related_${index}`)
}

function element(value: Sql): Sql {
  return sql`json_build_object('value', ${value}, 'type', e.type, 'display', e.display)`
}

/**
 * The elements of a relation or an inverse of the row `p`, as JSON. An inverse comes whole: who is in so much is not
 * there.
 */
export function elementsOf({ name, inverseOf }: Attribute, type: string, reading?: Reading): Sql {
  if (inverseOf === undefined) {
    const elements = relationElements(sql`p.tenant`, sql`p.id`, relationKey(type, name))
    // Any of them: when they are too many none is taken, and when they are not it is all of them.
    const held = reading && sql`(SELECT e.* ${elements} LIMIT ${reading.most + 1})`
    return sql`(SELECT json_agg(${element(shownValue)} ORDER BY e.place) ${held === undefined ? elements : sql`FROM ${held} e`})`
  }
  const of = { tenant: sql`p.tenant`, id: sql`p.id` }
  return sql`(SELECT json_agg(${element(sql`e.value`)} ORDER BY e.place NULLS LAST, e.seq) FROM ${inverseElements(inverseOf, of)} e)`
}

/** The elements of a relation as rows, in their order. */
export function elementRows(tenant: string, { type, id }: Owner, { name }: Attribute): Sql {
  return sql`SELECT ${shownValue} AS value, e.type, e.display ${relationElements(sql`${tenant}`, sql`${id}`, relationKey(type, name))} ORDER BY e.place`
}

function relationElements(tenant: Sql, owner: Sql, attribute: string): Sql {
  return sql`FROM scimkit_member e WHERE e.tenant = ${tenant} AND e.owner = ${owner} AND e.attribute = ${attribute}`
}
