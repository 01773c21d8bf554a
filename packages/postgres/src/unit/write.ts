import type { Draft, ResourceType, StoredResource } from '@scimkit/core'
import sql, { empty, type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { type ResourceRow, resourceColumns, toResource } from '../row.ts'
import { lookupsOf, searchOf } from '../search.ts'
import { keysText } from './keys.ts'

/** A resource about to be written: which, and what as. */
export interface Writing {
  readonly tenant: string
  readonly resourceType: ResourceType
  readonly id: string
  readonly draft: Draft
}

/** What a resource is found by. */
export type Lookups = readonly (readonly [path: string, key: string])[]

/** What a draft is looked up by. */
export function lookupsIn(writing: Writing): Lookups {
  return lookupsOf(writing.resourceType, resourceOf(writing))
}

function searchIn(writing: Writing): string {
  return JSON.stringify(searchOf(writing.resourceType, resourceOf(writing)))
}

/** Counters and instants are kept in columns, so nothing that is made ready for looking depends on them. */
function resourceOf({ resourceType, id, draft: { attributes, provenance } }: Writing): StoredResource {
  return { ...unwritten, resourceType: resourceType.name, id, attributes, provenance }
}

const unwritten = { version: 0, created: '', lastModified: '' } as const

/** Adds the row of a resource, and the entries it is looked up by. */
export async function insertRow(session: Session, writing: Writing, now: number): Promise<StoredResource> {
  const { tenant, resourceType, id, draft } = writing
  const { attributes, provenance } = draft
  const { rows } = await session.run(sql`
    WITH looked AS (${insertLookups(writing, lookupsIn(writing))})
    INSERT INTO scimkit_resource AS r
      (tenant, type, id, version, created, modified, document, search, provenance, keys, managed, active, deleted)
    VALUES (${tenant}, ${resourceType.name}, ${id}, 1, ${now}::bigint, ${now}::bigint, ${JSON.stringify(attributes)},
      ${searchIn(writing)}::jsonb, ${JSON.stringify(provenance)}, ${keysText(tenant, draft.keys)}, ${provenance.managed},
      ${provenance.active}, FALSE)
    RETURNING ${resourceColumns('r')}`)
  return toResource(rows[0] as ResourceRow)
}

/** How a row is written again. */
export interface Rewriting {
  readonly now: number
  /** The tenant it is of until now. */
  readonly from: string
  /** Whether it becomes the newest of its type, as one that moves or comes back does. */
  readonly isNewest: boolean
  /** Whether what it is looked up by is another than before. */
  readonly isLookedUpAnew: boolean
}

/** Writes the next state of a row: the version goes up by one and `modified` forward, also when the clock does not. */
export async function updateRow(session: Session, writing: Writing, how: Rewriting): Promise<StoredResource> {
  const { tenant, resourceType, id, draft } = writing
  const { attributes, provenance, keys } = draft
  const { rows } = await session.run(sql`${how.isLookedUpAnew ? exchangeLookups(writing, how) : empty}
    UPDATE scimkit_resource r SET tenant = ${tenant}, version = r.version + 1,
      modified = greatest(${how.now}::bigint, r.modified + 1), document = ${JSON.stringify(attributes)},
      search = ${searchIn(writing)}::jsonb, provenance = ${JSON.stringify(provenance)}, keys = ${keysText(tenant, keys)},
      managed = ${provenance.managed}, active = ${provenance.active},
      deleted = ${provenance.deleted}${how.isNewest ? sql`, seq = DEFAULT` : empty}
    WHERE r.tenant = ${how.from} AND r.type = ${resourceType.name} AND r.id = ${id}
    RETURNING ${resourceColumns('r')}`)
  return toResource(rows[0] as ResourceRow)
}

/**
 * Writes anew what a row is found by. The resource stays as it is, its version too. @returns whether the row was
 * written
 */
export async function reindexRow(session: Session, writing: Writing): Promise<boolean> {
  const { tenant, id, draft } = writing
  const { count } = await session.run(sql`${exchangeLookups(writing, { from: tenant })}
    UPDATE scimkit_resource r SET search = ${searchIn(writing)}::jsonb, keys = ${keysText(tenant, draft.keys)}
    WHERE r.tenant = ${tenant} AND r.id = ${id}
      AND (r.search <> ${searchIn(writing)}::jsonb OR r.keys <> ${keysText(tenant, draft.keys)})`)
  return count > 0
}

/** Counts a change of what belongs to a resource without being in its row, such as the members of a group. */
export async function touchRow(
  session: Session,
  { tenant, id, now }: { readonly tenant: string; readonly id: string; readonly now: number },
): Promise<StoredResource> {
  const { rows } = await session.run(sql`UPDATE scimkit_resource r SET version = r.version + 1,
      modified = greatest(${now}::bigint, r.modified + 1)
    WHERE r.tenant = ${tenant} AND r.id = ${id} RETURNING ${resourceColumns('r')}`)
  return toResource(rows[0] as ResourceRow)
}

function exchangeLookups(writing: Writing, { from }: Pick<Rewriting, 'from'>): Sql {
  const { tenant, id } = writing
  const lookups = lookupsIn(writing)
  return sql`WITH unlooked AS (DELETE FROM scimkit_lookup l WHERE l.tenant = ${from} AND l.id = ${id}
      AND NOT (l.tenant = ${tenant} AND EXISTS (SELECT FROM (${lookupTable(lookups)}) w WHERE w.attribute = l.attribute AND w.key = l.key))),
    looked AS (${insertLookups(writing, lookups)})`
}

function lookupTable(lookups: Lookups): Sql {
  const attributes = lookups.map(([path]) => path)
  const keys = lookups.map(([, key]) => key)
  return sql`SELECT w.attribute, w.key FROM unnest(${attributes}::text[], ${keys}::text[]) w(attribute, key)`
}

function insertLookups({ tenant, resourceType, id }: Writing, lookups: Lookups): Sql {
  return sql`INSERT INTO scimkit_lookup (tenant, type, attribute, key, id)
    SELECT ${tenant}, ${resourceType.name}, w.attribute, w.key, ${id} FROM (${lookupTable(lookups)}) w ON CONFLICT DO NOTHING`
}
