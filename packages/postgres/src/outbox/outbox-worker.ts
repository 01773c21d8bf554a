import { type NamesOf, refuseUnknown, ScimError, tellListener } from '@scimkit/core'
import type { Database } from '../database/database.ts'
import { wholeNumber } from '../whole-number.ts'
import { exponentialBackoff } from './backoff.ts'
import { type Claimed, claimEvents, type Settlement, settle } from './claims.ts'
import { type Located, type OutgoingEvent, toOutgoingEvent } from './outgoing-event.ts'

/**
 * Where events go. Resolves with `delivered`, or with `refused` when this event need not be tried again; rejects when
 * it should be. When the signal is aborted the attempt has failed.
 */
export type OutboxSink = (event: OutgoingEvent, signal: AbortSignal) => Promise<'delivered' | 'refused'>

/** An attempt that failed. */
export interface FailedAttempt {
  readonly event: OutgoingEvent
  /** How often the event was tried, this time included. */
  readonly attempts: number
  /** Whether the event is a dead letter now. */
  readonly givenUp: boolean
}

/** What a worker can be told. */
export interface OutboxWorkerOptions {
  readonly sink: OutboxSink
  /** How many deliveries are under way at once, each of another resource; 10 when left out. */
  readonly concurrency?: number | undefined
  /** Milliseconds between two looks for events when there were none; 1000 when left out. */
  readonly pollInterval?: number | undefined
  /**
   * Milliseconds a claim lasts, and so how long the events of a resource wait when the process that delivers one dies;
   * 60 000 when left out. An attempt is given up after three quarters of it.
   */
  readonly lease?: number | undefined
  /** After how many attempts an event is given up; 16 when left out, about a day with the usual waits. */
  readonly maxAttempts?: number | undefined
  /** Milliseconds to wait after so many failed attempts; {@link exponentialBackoff} when left out. */
  readonly backoff?: ((attempts: number) => number) | undefined
  /** The handler's, for the URIs of resources. Types that are not among them are found under their name and an `s`. */
  readonly resourceTypes?: readonly Located[] | undefined
  /** Told of every attempt that failed, and, without one, when the database cannot be had. */
  readonly onError?: ((error: unknown, attempt?: FailedAttempt) => void) | undefined
}

/** Delivers events until it is stopped. */
export interface OutboxWorker {
  start(): void
  /** Begins no more deliveries, and waits for those under way. */
  stop(): Promise<void>
}

/**
 * Delivers the events of a store with an outbox. Any number of processes may run one. Each event is delivered at least
 * once, and those of one resource in the order of the changes, one after the other: a later one waits while an earlier
 * one is under way or will be tried again. One that is given up no longer holds the others; see {@link
 * createDeadLetters}.
 *
 * @throws ScimError `CONFIGURATION` when there is no sink, a number is none, or an option is misspelt
 * @example
 * ```ts
 * const store = createPostgresStore(database, { outbox: true })
 * const worker = createOutboxWorker(database, {
 *   sink: webhookSink({ url: 'https://app.example.com/hooks/scim', secret: process.env.WEBHOOK_SECRET ?? '' }),
 *   onError: (error) => console.warn(error),
 * })
 * worker.start()
 *
 * // When the process is told to end:
 * await worker.stop()
 * ```
 */
export function createOutboxWorker(database: Database, options: OutboxWorkerOptions): OutboxWorker {
  refuseUnknown('createOutboxWorker', options, names)
  // Each event would be tried in vain for a day, and be a dead letter then.
  if (typeof options.sink !== 'function')
    throw new ScimError('CONFIGURATION', { where: 'createOutboxWorker.sink', problem: 'it must be a function' })
  return new PollingWorker(database, options)
}

const names: NamesOf<OutboxWorkerOptions> = {
  sink: true,
  concurrency: true,
  pollInterval: true,
  lease: true,
  maxAttempts: true,
  backoff: true,
  resourceTypes: true,
  onError: true,
}

type Settled = {
  readonly [Name in keyof Omit<OutboxWorkerOptions, 'onError'>]-?: NonNullable<OutboxWorkerOptions[Name]>
}

class PollingWorker implements OutboxWorker {
  readonly #database: Database
  readonly #options: Settled
  readonly #onError: OutboxWorkerOptions['onError']
  readonly #underWay = new Set<Promise<void>>()
  #run: Promise<void> | undefined
  #isStopping = false
  /** Counts what is a reason to look again, so that nothing that happens during a look is slept over. */
  #news = 0
  #wake: (() => void) | undefined

  constructor(database: Database, { onError, ...options }: OutboxWorkerOptions) {
    this.#database = database
    this.#onError = onError
    this.#options = {
      sink: options.sink,
      concurrency: wholeNumber(options.concurrency ?? 10, 'createOutboxWorker.concurrency', 1),
      pollInterval: wholeNumber(options.pollInterval ?? 1000, 'createOutboxWorker.pollInterval', 1),
      lease: wholeNumber(options.lease ?? 60_000, 'createOutboxWorker.lease', 1),
      maxAttempts: wholeNumber(options.maxAttempts ?? 16, 'createOutboxWorker.maxAttempts', 1),
      backoff: options.backoff ?? exponentialBackoff,
      resourceTypes: options.resourceTypes ?? [],
    }
  }

  start(): void {
    this.#isStopping = false
    this.#run ??= this.#work()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    this.#lookAgain()
    await this.#run
    this.#run = undefined
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      const news = this.#news
      if (!(await this.#beginMore()) && news === this.#news) await this.#rest()
    }
    await Promise.all(this.#underWay)
  }

  async #rest(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      timer = setTimeout(resolve, this.#options.pollInterval)
    })
    clearTimeout(timer)
  }

  #lookAgain(): void {
    this.#news += 1
    this.#wake?.()
  }

  /** Whether there was something to begin. */
  async #beginMore(): Promise<boolean> {
    const { concurrency, lease } = this.#options
    const count = concurrency - this.#underWay.size
    if (count <= 0) return false
    const deadline = performance.now() + lease * 0.75
    try {
      const events = await claimEvents(this.#database, { count, lease })
      for (const event of events) this.#begin(event, Math.max(0, deadline - performance.now()))
      return events.length > 0
    } catch (error) {
      this.#report(error)
      return false
    }
  }

  #begin(claimed: Claimed, limit: number): void {
    const delivery = this.#attempt(claimed, AbortSignal.timeout(Math.trunc(limit)))
      .then((settlement) => settle(this.#database, claimed, settlement))
      // The claim ends by itself, and the event is delivered again.
      .catch((error) => this.#report(error))
      .finally(() => {
        this.#underWay.delete(delivery)
        // A place is free, and the resource may have another event.
        this.#lookAgain()
      })
    this.#underWay.add(delivery)
  }

  async #attempt(claimed: Claimed, signal: AbortSignal): Promise<Settlement> {
    const { sink, maxAttempts, backoff, resourceTypes } = this.#options
    const { attempts } = claimed
    let event: OutgoingEvent | undefined
    try {
      event = toOutgoingEvent(claimed, resourceTypes)
      const answer = await Promise.race([sink(event, signal), rejectionOn(signal)])
      if (answer !== 'refused') return { kind: 'delivered' }
      const refusal = new Error('The receiver wants no more.')
      this.#report(refusal, { event, attempts, givenUp: true })
      return { kind: 'dead', problem: refusal.message }
    } catch (error) {
      const givenUp = attempts >= maxAttempts
      this.#report(error, event && { event, attempts, givenUp })
      const problem = problemOf(error)
      return givenUp ? { kind: 'dead', problem } : { kind: 'retry', problem, delay: backoff(attempts) }
    }
  }

  #report(error: unknown, attempt?: FailedAttempt): void {
    if (this.#onError !== undefined) tellListener(this.#onError, error, attempt)
  }
}

function rejectionOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function problemOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500)
}
