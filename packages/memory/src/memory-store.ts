import {
  type Page,
  type ResourceType,
  refuseSameTenant,
  ScimError,
  type Store,
  type StoredResource,
  type StoreQuery,
  type Transfer,
  type UnitOfWork,
  type Wanted,
} from '@scimkit/core'
import { getOrCreate } from './get-or-create.ts'
import { Mutex } from './mutex.ts'
import { runQuery } from './query.ts'
import { Related } from './related.ts'
import { Tenant } from './tenant.ts'
import { acquireAll, transfer } from './transfer.ts'
import { UniqueKeys } from './unique-keys.ts'
import { MemoryUnitOfWork } from './unit-of-work.ts'

/** What a memory store can be told. */
export interface MemoryStoreOptions {
  /** The clock, in milliseconds since 1970; `Date.now` when left out. */
  readonly now?: () => number
}

/**
 * A store in the memory of this process: what it holds is gone when the process ends. For tests, trials and the
 * reference server; not for several processes.
 *
 * Units of work on one tenant run one after the other; reads wait for the unit that is under way and then answer at
 * once. Tenants do not wait for each other, except where a value must be unique over all of them or a resource goes
 * from one to the other. The work of a unit must not begin another one, nor a transfer: they could wait for each other.
 *
 * @example
 * ```ts
 * const store = createMemoryStore()
 * const { id } = await store.transaction('acme', (unit) => unit.insert(userType, draft))
 * await store.read('acme', userType, id, []) // { version: 1, attributes: { userName: 'ada', … }, … }
 * await store.read('globex', userType, id, []) // undefined
 * ```
 */
export function createMemoryStore({ now = Date.now }: MemoryStoreOptions = {}): Store {
  return new MemoryStore(now)
}

class MemoryStore implements Store {
  readonly #now: () => number
  readonly #tenants = new Map<string, Tenant>()
  readonly #global = new UniqueKeys()
  readonly #globalTurns = new Mutex()
  #closed = false

  constructor(now: () => number) {
    this.#now = now
  }

  async transaction<Result>(tenant: string, work: (unit: UnitOfWork) => Promise<Result>): Promise<Result> {
    this.#refuseWhenClosed()
    const state = this.#openTenant(tenant)
    const turn = state.turn.acquire()
    const release = typeof turn === 'function' ? turn : await turn
    const change = { tenant: state, global: this.#global, journal: [], now: this.#now }
    const unit = new MemoryUnitOfWork(change, this.#globalTurns)
    try {
      const result = await work(unit)
      unit.end('commit')
      return result
    } catch (error) {
      unit.end('rollback')
      throw error
    } finally {
      release()
    }
  }

  // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
  async read(
    tenant: string,
    resourceType: ResourceType,
    id: string,
    wanted: Wanted,
  ): Promise<StoredResource | undefined> {
    this.#refuseWhenClosed()
    const state = this.#tenants.get(tenant)
    return state?.turn.run(() => {
      const row = state.live(resourceType.name).get(id)
      return row && new Related(state).with(row.record, wanted)
    })
  }

  async query(tenant: string, query: StoreQuery): Promise<Page> {
    this.#refuseWhenClosed()
    const state = this.#tenants.get(tenant)
    return state === undefined ? { total: 0, resources: [] } : state.turn.run(() => runQuery(state, query))
  }

  async transfer(resourceType: ResourceType, id: string, move: Transfer): Promise<StoredResource | undefined> {
    this.#refuseWhenClosed()
    refuseSameTenant(move)
    const source = this.#tenants.get(move.from)
    if (source === undefined) return undefined
    const target = this.#openTenant(move.to)
    const turns = move.from < move.to ? [source.turn, target.turn] : [target.turn, source.turn]
    // The global turn comes last, as it does for units.
    const release = await acquireAll([...turns, this.#globalTurns])
    try {
      const change = { global: this.#global, journal: [], now: this.#now }
      const sides = { from: { ...change, tenant: source }, to: { ...change, tenant: target } }
      return transfer(sides, resourceType, { id, draft: move.draft })
    } finally {
      release()
    }
  }

  async ready(): Promise<void> {
    this.#refuseWhenClosed()
  }

  /** Units under way come to their end; nothing new begins. */
  async close(): Promise<void> {
    this.#closed = true
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 60 })
  }

  #openTenant(name: string): Tenant {
    return getOrCreate(this.#tenants, name, () => new Tenant())
  }
}
