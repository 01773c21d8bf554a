import type { StoredResource, Wanted } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Session } from './database/database.ts'
import { type Reading, relatedColumns, toRelated } from './related.ts'
import { resourceColumns } from './row.ts'
import { toText } from './text.ts'

/** One resource to be read, and what of it has to come along. */
export interface Sought {
  readonly tenant: string
  /** The name of its type. */
  readonly type: string
  readonly id: string
  readonly wanted: Wanted
}

/** A live resource, in one statement with what is wanted of it: both are of one state of the database. */
export async function readResource(
  session: Session,
  { tenant, type, id, wanted }: Sought,
  reading?: Reading,
): Promise<StoredResource | undefined> {
  const { rows } = await session.run(sql`SELECT ${resourceColumns('p')}${relatedColumns(type, wanted, reading)}
    FROM scimkit_resource p WHERE p.tenant = ${tenant} AND p.id = ${toText(id)} AND p.type = ${type} AND NOT p.deleted`)
  return rows[0] && toRelated(rows[0], wanted, reading)
}
