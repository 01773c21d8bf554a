import type { StoredResource } from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { resourceColumns, toResource } from '../row.ts'
import { toText } from '../text.ts'

/** A row that is held until the unit ends. */
export interface HeldRow {
  readonly resource: StoredResource
  /** Its unique keys, as `keysText` has them. */
  readonly keys: string
}

/** The rows a unit has read and holds: nobody else can change them, so none is read twice. */
export class HeldRows {
  readonly #session: Session
  readonly #tenant: string
  readonly #rows = new Map<string, HeldRow>()

  constructor(session: Session, tenant: string) {
    this.#session = session
    this.#tenant = tenant
  }

  /** The row with this id, a tombstone's too. */
  async hold(resourceType: string, id: string): Promise<HeldRow | undefined> {
    const known = this.#rows.get(id)
    if (known !== undefined) return known.resource.resourceType === resourceType ? known : undefined
    await this.find(sql`WHERE r.tenant = ${this.#tenant} AND r.id = ${toText(id)} AND r.type = ${resourceType}`)
    return this.#rows.get(id)
  }

  /** The rows a clause finds, in its order. */
  async find(clause: Sql): Promise<readonly StoredResource[]> {
    const { rows } = await this.#session.run(
      sql`SELECT ${resourceColumns('r')}, r.keys FROM scimkit_resource r ${clause} FOR UPDATE OF r`,
    )
    return rows.map((row) => {
      const resource = toResource(row)
      this.keep(resource, row.keys)
      return resource
    })
  }

  /** A row as this unit has written it. */
  keep(resource: StoredResource, keys: string): void {
    this.#rows.set(resource.id, { resource, keys })
  }

  /** Rows that are no longer what they were read as. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#rows.delete(id)
  }
}
