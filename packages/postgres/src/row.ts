import type { RelationElement, StoredResource } from '@scimkit/core'
import { raw, type Sql } from 'sql-template-tag'
import { fromText } from './text.ts'

/**
 * The columns a resource is made from. Counters come as doubles: they stay below 2^53, and drivers differ about bigint.
 */
export function resourceColumns(alias: 'r' | 'p'): Sql {
  const counters = ['version', 'created', 'modified'].map((name) => `${alias}.${name}::float8 AS ${name}`)
  return raw([...['id', 'type', 'document', 'provenance'].map((name) => `${alias}.${name}`), ...counters].join(', '))
}

/** A row of those columns. */
export interface ResourceRow {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly created: number
  readonly modified: number
  readonly document: string
  readonly provenance: string
}

/** The resource a row holds. */
export function toResource(row: ResourceRow): StoredResource {
  return {
    resourceType: row.type,
    id: row.id,
    version: row.version,
    created: new Date(row.created).toISOString(),
    lastModified: new Date(row.modified).toISOString(),
    attributes: JSON.parse(row.document),
    provenance: JSON.parse(row.provenance),
  }
}

/** A row about an element of a relation. */
export interface ElementRow {
  readonly value: string
  readonly type: string | null
  readonly display: string | null
}

/** The element a row holds. */
export function toElement({ value, type, display }: ElementRow): RelationElement {
  return {
    value: fromText(value),
    ...(type !== null && { type: fromText(type) }),
    ...(display !== null && { display: fromText(display) }),
  }
}
