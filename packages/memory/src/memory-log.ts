import { type LogEntry, type LoggedEntry, type LogQuery, type ProvisioningLog, tellListener } from '@scimkit/core'
import { compileLogQuery } from './log-query.ts'
import { Ring } from './ring.ts'

/** What a memory log can be told. */
export interface MemoryLogOptions {
  /** How many entries of each tenant are kept, at least 1; 10 000 when left out. */
  readonly limit?: number
}

/**
 * A provisioning log in the memory of this process: what it holds is gone when the process ends.
 *
 * @example
 * ```ts
 * const log = createMemoryLog({ limit: 1000 })
 * const stop = log.subscribe('acme', (entry) => console.log(entry.method, entry.status))
 * stop()
 * ```
 */
export function createMemoryLog({ limit = 10_000 }: MemoryLogOptions = {}): ProvisioningLog {
  return new MemoryLog(limit)
}

type Listener = (entry: LoggedEntry) => void

class MemoryLog implements ProvisioningLog {
  readonly #limit: number
  readonly #tenants = new Map<string, Ring<LoggedEntry>>()
  readonly #listeners = new Map<string, Set<{ readonly tell: Listener }>>()

  constructor(limit: number) {
    this.#limit = limit
  }

  async append(entry: LogEntry): Promise<void> {
    const ring = this.#tenants.get(entry.tenant) ?? new Ring(this.#limit)
    this.#tenants.set(entry.tenant, ring)
    // Counted by tenant, so that nobody sees how busy others are; sixteen digits, so that the order as text is that of
    // the numbers.
    const logged = { ...entry, sequence: String(ring.pushed).padStart(16, '0') }
    ring.push(logged)
    this.#tell(logged)
  }

  async query(tenant: string, { before, limit = 100, ...rest }: LogQuery): Promise<readonly LoggedEntry[]> {
    const isMeant = compileLogQuery(rest)
    const found: LoggedEntry[] = []
    for (const entry of this.#newestFirst(tenant)) {
      if (found.length >= limit) break
      if ((before === undefined || entry.sequence < before) && isMeant(entry)) found.push(entry)
    }
    return found
  }

  async count(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>): Promise<number> {
    const isMeant = compileLogQuery(query)
    let count = 0
    for (const entry of this.#newestFirst(tenant)) if (isMeant(entry)) count += 1
    return count
  }

  subscribe(tenant: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(tenant) ?? new Set()
    this.#listeners.set(tenant, listeners)
    // The same function may listen twice, and stop once.
    const subscription = { tell: listener }
    listeners.add(subscription)
    return () => {
      listeners.delete(subscription)
      if (listeners.size === 0 && this.#listeners.get(tenant) === listeners) this.#listeners.delete(tenant)
    }
  }

  #newestFirst(tenant: string): Iterable<LoggedEntry> {
    return this.#tenants.get(tenant)?.newestFirst() ?? []
  }

  #tell(entry: LoggedEntry): void {
    for (const { tell } of this.#listeners.get(entry.tenant) ?? []) {
      tellListener(tell, entry)
    }
  }
}
