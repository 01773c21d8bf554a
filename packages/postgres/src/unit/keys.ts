import { ScimError, type UniqueKey } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { toKey, toText } from '../text.ts'

/** Who is about to hold unique values. */
export interface KeyHolder {
  readonly tenant: string
  readonly resourceType: string
  readonly id: string
}

/** What values unique over all tenants are kept under. No tenant has this name: it is empty. */
const everywhere = ''

/** Where a key has to be unique. */
export function spaceOf(tenant: string, { scope }: Pick<UniqueKey, 'scope'>): string {
  return scope === 'global' ? everywhere : `t:${tenant}`
}

/** The keys of a draft as the row of its resource remembers them, so that most updates need not look at them. */
export function keysText(tenant: string, keys: readonly UniqueKey[]): string {
  return JSON.stringify(keys.map((key) => [spaceOf(tenant, key), key.attribute, key.key]))
}

/**
 * Exchanges the unique values of a resource for others. The database decides who gets a value that two want at once;
 * nothing is exchanged when one is taken.
 *
 * @throws ScimError `UNIQUENESS_VIOLATED` for the first key, in the order of the draft, that is taken
 */
export async function exchangeKeys(session: Session, holder: KeyHolder, keys: readonly UniqueKey[]): Promise<void> {
  const wanted = wantedTable(holder, keys)
  const { rows } = await session.run(exchange(holder, wanted))
  const { had, came } = rows[0]
  if (had + came < keys.length) throw await conflict(session, holder, { keys, wanted })
}

function exchange({ tenant, resourceType, id }: KeyHolder, wanted: Sql): Sql {
  return sql`
    WITH wanted AS (${wanted}),
    held AS (SELECT k.tenant = ${tenant} AND k.id = ${id} AS mine FROM wanted w
      JOIN scimkit_key k ON k.space = w.space AND k.type = ${resourceType} AND k.attribute = w.attribute AND k.key = w.key),
    free AS (SELECT NOT EXISTS (SELECT FROM held WHERE NOT mine) AS yes),
    gone AS (DELETE FROM scimkit_key k USING free WHERE free.yes AND k.tenant = ${tenant} AND k.id = ${id}
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.space = k.space AND w.attribute = k.attribute AND w.key = k.key)),
    come AS (INSERT INTO scimkit_key (space, type, attribute, key, tenant, id)
      SELECT w.space, ${resourceType}, w.attribute, w.key, ${tenant}, ${id} FROM wanted w, free WHERE free.yes
      ORDER BY w.space, w.attribute, w.key
      ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM held WHERE mine)::integer AS had, (SELECT count(*) FROM come)::integer AS came`
}

function wantedTable({ tenant }: KeyHolder, keys: readonly UniqueKey[]): Sql {
  const spaces = keys.map((key) => spaceOf(tenant, key))
  const attributes = keys.map(({ attribute }) => attribute)
  const values = keys.map(({ key }) => toKey(toText(key)))
  return sql`SELECT w.* FROM unnest(${spaces}::text[], ${attributes}::text[], ${values}::text[])
    WITH ORDINALITY w(space, attribute, key, ord)`
}

async function conflict(
  session: Session,
  { tenant, resourceType, id }: KeyHolder,
  { keys, wanted }: { readonly keys: readonly UniqueKey[]; readonly wanted: Sql },
): Promise<Error> {
  const { rows } = await session.run(sql`
    SELECT w.ord::integer AS ord, k.tenant, r.id, r.active, r.managed, r.provenance
    FROM (${wanted}) w
    JOIN scimkit_key k ON k.space = w.space AND k.type = ${resourceType} AND k.attribute = w.attribute AND k.key = w.key
    LEFT JOIN scimkit_resource r ON r.tenant = k.tenant AND r.id = k.id
    WHERE NOT (k.tenant = ${tenant} AND k.id = ${id}) ORDER BY w.ord LIMIT 1`)
  const [taken] = rows
  const key = taken && keys[taken.ord - 1]
  // Whoever was faster has gone again: the unit is run once more.
  if (key === undefined) return Object.assign(new Error('A unique value was taken and freed.'), { code: '40001' })
  const { attribute, value } = key
  // Told only within the tenant: to another one even an id would give something away.
  const isHere = taken.tenant === tenant && taken.id !== null
  const { origin, pending } = isHere ? JSON.parse(taken.provenance) : {}
  const holder = isHere
    ? { id: taken.id, active: taken.active, managed: taken.managed, origin, pending: pending !== undefined }
    : undefined
  return new ScimError('UNIQUENESS_VIOLATED', { attribute, value, resourceType, holder })
}
