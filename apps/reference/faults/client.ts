import { setTimeout as pause } from 'node:timers/promises'
import { isJsonObject, type JsonObject, type JsonValue } from '@scimkit/core'
import type { Journal } from './journal.ts'
import type { Random } from './random.ts'
import { type Server, token } from './server.ts'

/** One SCIM request; the path below the base URL. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: JsonObject
}

/**
 * What a client knows of its request: done, refused and so not done, or unknown, because the answer was a 503 or the
 * connection was lost.
 */
export type Outcome =
  | { readonly kind: 'acknowledged'; readonly status: number; readonly body: JsonObject; readonly version: number }
  | { readonly kind: 'refused'; readonly status: number; readonly body: JsonObject }
  | { readonly kind: 'unknown' }

/** As long as no request takes: one that is not answered by then hangs. */
const patience = 120_000

/** A client of several servers, which asks whichever is there. */
export class Client {
  readonly #servers: readonly Server[]
  readonly #journal: Journal
  readonly #random: Random

  constructor(servers: readonly Server[], journal: Journal, random: Random) {
    this.#servers = servers
    this.#journal = journal
    this.#random = random
  }

  async send(sent: Sent): Promise<Outcome> {
    for (;;) {
      const baseUrl = this.#random.pick(this.#servers)?.baseUrl
      const outcome = baseUrl === undefined ? 'unreached' : await this.#sendTo(baseUrl, sent)
      if (outcome === 'unreached') {
        await pause(20 + this.#random.below(50))
        continue
      }
      if (outcome.kind === 'unknown') await pause(50 + this.#random.below(250))
      return outcome
    }
  }

  /** Asks until the answer is known. Only for what may be done twice. */
  async sendUntilKnown(sent: Sent): Promise<Exclude<Outcome, { kind: 'unknown' }>> {
    for (;;) {
      const outcome = await this.send(sent)
      if (outcome.kind !== 'unknown') return outcome
    }
  }

  async #sendTo(baseUrl: string, sent: Sent): Promise<Outcome | 'unreached'> {
    this.#journal.count('requests')
    try {
      const response = await fetch(`${baseUrl}${sent.path}`, {
        method: sent.method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        ...(sent.body && { body: JSON.stringify(sent.body) }),
        signal: AbortSignal.timeout(patience),
      })
      return this.#judge(sent, response, await response.text())
    } catch (error) {
      return this.#missing(sent, error)
    }
  }

  #judge({ method, path }: Sent, { status, headers }: Response, text: string): Outcome {
    if (status === 503) {
      this.#journal.count('unavailable')
      if (!headers.has('retry-after')) this.#journal.violation(`a 503 to ${method} ${path} without Retry-After`)
      return { kind: 'unknown' }
    }
    if (status >= 500) {
      this.#journal.violation(`${status} to ${method} ${path}: ${text}`)
      return { kind: 'unknown' }
    }
    const body = objectIn(text === '' ? {} : JSON.parse(text))
    if (status < 300) {
      this.#journal.count('acknowledged')
      return { kind: 'acknowledged', status, body, version: versionIn(headers.get('etag') ?? '') }
    }
    this.#journal.count('refused')
    return { kind: 'refused', status, body }
  }

  #missing({ method, path }: Sent, error: unknown): Outcome | 'unreached' {
    if (error instanceof Error && error.name === 'TimeoutError') {
      this.#journal.violation(`no answer to ${method} ${path} within ${patience / 1000} s`)
      return { kind: 'unknown' }
    }
    const cause = error instanceof Error ? error.cause : undefined
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
    // Nobody listened, so nothing has happened.
    if (code === 'ECONNREFUSED') return 'unreached'
    this.#journal.count('lost')
    return { kind: 'unknown' }
  }
}

/** The number in `W/"7"`; 0 where there is none. */
export function versionIn(tag: string): number {
  return Number(/^W\/"(\d+)"$/.exec(tag)?.[1] ?? 0)
}

/** The object this is; an empty one when it is none. */
export function objectIn(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {}
}
