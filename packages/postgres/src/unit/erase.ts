import sql from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { relationOf } from '../filter/elements.ts'

/** Which resource loses what is known of it. */
export interface Erased {
  readonly tenant: string
  readonly id: string
  readonly now: number
}

/** A resource that has lost an element, and in which of its relations. */
export interface LeftOwner {
  readonly id: string
  readonly type: string
  readonly active: boolean
  readonly version: number
  readonly relations: readonly string[]
}

/**
 * Takes a resource out of every relation it is an element of, and forgets its own (A36). Each owner becomes another
 * version: it no longer looks the same. Owners are held first, in one order: who changes the members of one holds it
 * before the rows of the members, and would wait for the other way round for ever.
 */
export async function leaveRelations(session: Session, { tenant, id, now }: Erased): Promise<readonly LeftOwner[]> {
  await session.run(sql`SELECT FROM scimkit_resource r WHERE r.tenant = ${tenant} AND r.id <> ${id}
    AND r.id IN (SELECT m.owner FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${id})
    ORDER BY r.id FOR UPDATE OF r`)
  const { rows } = await session.run(sql`
    WITH left_owners AS (DELETE FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.value = ${id}
      RETURNING m.owner, m.attribute),
    own AS (DELETE FROM scimkit_member m WHERE m.tenant = ${tenant} AND m.owner = ${id}),
    losses AS (SELECT l.owner, array_agg(l.attribute) AS attributes FROM left_owners l GROUP BY l.owner)
    UPDATE scimkit_resource r SET version = r.version + 1, modified = greatest(${now}::bigint, r.modified + 1)
    FROM losses l WHERE r.tenant = ${tenant} AND r.id = l.owner AND r.id <> ${id}
    RETURNING r.id, r.type, r.active, r.version::float8 AS version, l.attributes`)
  return rows.map(({ attributes, ...owner }) => ({
    ...owner,
    relations: attributes.map((key: string) => relationOf(owner.type, key)),
  }))
}

/** Frees the unique values of a resource. */
export async function freeKeys(session: Session, { tenant, id }: Erased): Promise<void> {
  await session.run(sql`DELETE FROM scimkit_key k WHERE k.tenant = ${tenant} AND k.id = ${id}`)
}

/** Deletes the row of a resource and what it is looked up by. */
export async function deleteRow(session: Session, { tenant, id }: Erased): Promise<void> {
  await session.run(sql`
    WITH looked AS (DELETE FROM scimkit_lookup l WHERE l.tenant = ${tenant} AND l.id = ${id})
    DELETE FROM scimkit_resource r WHERE r.tenant = ${tenant} AND r.id = ${id}`)
}

/** Makes a row a tombstone, which is the newest of them. Document, version and what it is looked up by stay. */
export async function buryRow(session: Session, { tenant, id }: Erased, provenance: object): Promise<void> {
  await session.run(sql`UPDATE scimkit_resource r SET deleted = TRUE, seq = DEFAULT, keys = '[]',
    provenance = ${JSON.stringify(provenance)} WHERE r.tenant = ${tenant} AND r.id = ${id}`)
}
