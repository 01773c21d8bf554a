import type { LoggedEntry } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import { sequenceOf } from './sequence.ts'

type Listener = (entry: LoggedEntry) => void

/** How far back a look goes: what was begun before may be committed after what was begun later. */
const overlap = 1000

/** Tells new entries of the log to those who listen, whichever process wrote them, by looking for them. */
export class Feed {
  readonly #database: Database
  readonly #interval: number
  readonly #listeners = new Map<string, Set<{ readonly tell: Listener }>>()
  readonly #told = new Set<number>()
  #start: Promise<number> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, interval: number) {
    this.#database = database
    this.#interval = interval
  }

  subscribe(tenant: string, tell: Listener): () => void {
    const listeners = this.#listeners.get(tenant) ?? new Set()
    this.#listeners.set(tenant, listeners)
    const subscription = { tell }
    listeners.add(subscription)
    this.#start ??= this.#newest()
    this.#timer ??= setTimeout(() => void this.#look(), this.#interval).unref()
    return () => {
      listeners.delete(subscription)
      if (listeners.size === 0 && this.#listeners.get(tenant) === listeners) this.#listeners.delete(tenant)
      if (this.#listeners.size === 0) this.#rest()
    }
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#start = undefined
    this.#told.clear()
  }

  async #newest(): Promise<number> {
    const { rows } = await this.#database.run(sql`SELECT coalesce(max(g.seq), 0)::float8 AS seq FROM scimkit_log g`)
    return rows[0].seq
  }

  async #look(): Promise<void> {
    try {
      const start = await this.#start
      if (start !== undefined) await this.#tellBeyond(start)
    } catch {
      // The database cannot be had at the moment: the next look tells what this one would have.
      this.#start ??= this.#newest()
    }
    if (this.#listeners.size > 0) this.#timer = setTimeout(() => void this.#look(), this.#interval).unref()
  }

  async #tellBeyond(start: number): Promise<void> {
    const tenants = [...this.#listeners.keys()]
    const newest = Math.max(start, ...this.#told)
    const { rows } = await this.#database.run(sql`SELECT g.seq::float8 AS seq, g.tenant, g.entry FROM scimkit_log g
      WHERE g.tenant = ANY(${tenants}::text[]) AND g.seq > ${Math.max(start, newest - overlap)}::bigint ORDER BY g.seq`)
    for (const { seq, tenant, entry } of rows) {
      if (this.#told.has(seq)) continue
      this.#told.add(seq)
      this.#tell(tenant, { ...JSON.parse(entry), sequence: sequenceOf(seq) })
    }
    for (const seq of this.#told) if (seq <= newest - overlap) this.#told.delete(seq)
  }

  #tell(tenant: string, entry: LoggedEntry): void {
    for (const { tell } of this.#listeners.get(tenant) ?? []) {
      try {
        tell(entry)
      } catch {
        // A listener that fails must not keep the others from hearing.
      }
    }
  }
}
