import { ScimError } from '@scimkit/core'
import type { Pool, PoolClient } from './pool.ts'
import { within } from './within.ts'

/** Milliseconds that what is under way has left when the pool is closed. */
const defaultPatience = 10_000

/** Milliseconds for the connections themselves to end: one that is still being made may never be. */
const farewell = 1_000

/** Seconds, as for a store that is closed. */
const retryAfter = 60

/** A connection, until it is given back. A second time does nothing. */
export interface Loan {
  readonly client: PoolClient
  giveBack(isBroken: boolean): void
}

/** Where a connection is lent or waited for, and how that ends when it takes too long. */
interface Place {
  cut: () => void
}

/**
 * The connections of a pool that are lent or waited for. `pg` forgets those who wait when a pool is ended, and they
 * would wait for ever: this waits for them first.
 */
export class Loans {
  /** How many connections there may be. */
  readonly most: number
  readonly #pool: Pool
  readonly #patience: number
  readonly #places = new Set<Place>()
  #closing: Promise<void> | undefined
  #onLast: (() => void) | undefined

  constructor(pool: Pool, patience: number = defaultPatience) {
    this.#pool = pool
    this.#patience = patience
    this.most = pool.options?.max ?? 10
    // A connection that the server ends is no reason for the process to end: when it is idle the next statement gets
    // another one, and when it is lent the statement on it fails. The pool listens only while a client is idle.
    pool.on?.('error', ignore)
    pool.on?.('acquire', (client) => {
      client.off?.('error', ignore)
      client.on?.('error', ignore)
    })
  }

  /** @throws ScimError `STORE_UNAVAILABLE` once it is closed */
  lend(): Promise<Loan> {
    if (this.#closing !== undefined) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      const place: Place = { cut: () => reject(closed()) }
      this.#places.add(place)
      // A pool may throw instead of rejecting: a certificate that the connection string names may be gone.
      connectionOf(this.#pool).then(
        (client) => resolve(this.#loanOf(client, place)),
        (error: unknown) => {
          this.#leave(place)
          reject(error)
        },
      )
    })
  }

  /** Lends no more, waits for what is under way, cuts it off when that takes too long, and ends the pool. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#places.size > 0) await within(this.#patience, this.#last())
    for (const { cut } of this.#places) cut()
    this.#places.clear()
    await within(farewell, this.#pool.end())
  }

  #last(): Promise<void> {
    return new Promise((resolve) => {
      this.#onLast = resolve
    })
  }

  #loanOf(client: PoolClient, place: Place): Loan {
    // Whoever waited for it has been told that it does not come.
    if (!this.#places.has(place)) client.release(true)
    const giveBack = (isBroken: boolean): void => {
      if (this.#leave(place)) client.release(isBroken)
    }
    place.cut = () => giveBack(true)
    return { client, giveBack }
  }

  #leave(place: Place): boolean {
    const wasThere = this.#places.delete(place)
    if (this.#places.size === 0) this.#onLast?.()
    return wasThere
  }
}

const known = new WeakMap<Pool, Loans>()

/** The loans of a pool: however often it is handed over, it is listened to once, and ended for all. */
export function loansOf(pool: Pool): Loans {
  const loans = known.get(pool) ?? new Loans(pool)
  known.set(pool, loans)
  return loans
}

async function connectionOf(pool: Pool): Promise<PoolClient> {
  return await pool.connect()
}

function closed(): ScimError {
  return new ScimError('STORE_UNAVAILABLE', { retryAfter })
}

function ignore(): void {
  // Whoever has a statement on the connection hears of it there.
}
