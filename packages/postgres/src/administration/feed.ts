import { type LoggedEntry, tellListener } from '@scimkit/core'
import sql from 'sql-template-tag'
import type { Database } from '../database/database.ts'
import type { InTurn } from '../database/take-turns.ts'
import { sequenceOf } from './sequence.ts'

type Listener = (entry: LoggedEntry) => void

/** How far back a look goes: what was begun before may be committed after what was begun later. */
const overlap = 1000

/** How a feed looks. */
interface Looking {
  /** Milliseconds between two looks. */
  readonly interval: number
  /**
   * The turns in which this process writes: what it wrote before somebody listens is old, and what comes then is new.
   */
  readonly inTurn: InTurn
}

/** The time in which somebody listens: from the first listener to the last. */
interface Watch {
  /** The newest entry that is old; undefined in it when the database could not be had to tell. */
  start: Promise<number | undefined>
  readonly told: Set<number>
}

/** Tells new entries of the log to those who listen, whichever process wrote them, by looking for them. */
export class Feed {
  readonly #database: Database
  readonly #interval: number
  readonly #inTurn: InTurn
  readonly #listeners = new Map<string, Set<{ readonly tell: Listener }>>()
  #watch: Watch | undefined

  constructor(database: Database, { interval, inTurn }: Looking) {
    this.#database = database
    this.#interval = interval
    this.#inTurn = inTurn
  }

  subscribe(tenant: string, tell: Listener): () => void {
    const listeners = this.#listeners.get(tenant) ?? new Set()
    this.#listeners.set(tenant, listeners)
    const subscription = { tell }
    listeners.add(subscription)
    this.#watch ??= this.#begin()
    return () => {
      listeners.delete(subscription)
      if (listeners.size === 0 && this.#listeners.get(tenant) === listeners) this.#listeners.delete(tenant)
      if (this.#listeners.size === 0) this.#watch = undefined
    }
  }

  #begin(): Watch {
    const watch = { start: this.#newest(), told: new Set<number>() }
    this.#lookLater(watch)
    return watch
  }

  #lookLater(watch: Watch): void {
    setTimeout(() => void this.#look(watch), this.#interval).unref()
  }

  /** Never rejects: nobody may be waiting for it. */
  #newest(): Promise<number | undefined> {
    const newest = sql`SELECT coalesce(max(g.seq), 0)::float8 AS seq FROM scimkit_log g`
    return this.#inTurn(() => this.#database.run(newest)).then(
      ({ rows }) => rows[0].seq,
      () => undefined,
    )
  }

  async #look(watch: Watch): Promise<void> {
    const start = await watch.start
    if (watch !== this.#watch) return
    if (start === undefined) watch.start = this.#newest()
    // When the database cannot be had at the moment, the next look tells what this one would have.
    else await this.#tellBeyond(start, watch).catch(() => undefined)
    if (watch === this.#watch) this.#lookLater(watch)
  }

  async #tellBeyond(start: number, { told }: Watch): Promise<void> {
    const tenants = [...this.#listeners.keys()]
    const newest = Math.max(start, ...told)
    const { rows } = await this.#database.run(sql`SELECT g.seq::float8 AS seq, g.tenant, g.entry FROM scimkit_log g
      WHERE g.tenant = ANY(${tenants}::text[]) AND g.seq > ${Math.max(start, newest - overlap)}::bigint ORDER BY g.seq`)
    for (const { seq, tenant, entry } of rows) {
      if (told.has(seq)) continue
      told.add(seq)
      this.#tell(tenant, { ...JSON.parse(entry), sequence: sequenceOf(seq) })
    }
    for (const seq of told) if (seq <= newest - overlap) told.delete(seq)
  }

  #tell(tenant: string, entry: LoggedEntry): void {
    for (const { tell } of this.#listeners.get(tenant) ?? []) {
      tellListener(tell, entry)
    }
  }
}
