import { isJsonObject, type JsonObject } from '@scimkit/core'
import type { WireRequest } from '../../wire/connection.ts'
import type { Answer } from './answer.ts'

/**
 * A server that does not do as a check says.
 *
 * @example
 * ```ts
 * const check: Check = {
 *   ids: ['S7644-3.6-01'],
 *   title: 'a deletion is answered with 204',
 *   run: async (probe) => {
 *     const { path } = await probe.user()
 *     const answer = await probe.delete(path)
 *     if (answer.status !== 204) throw new CheckFailure(answer, 'status 204')
 *   },
 * }
 * const { passed } = await runChecks([check], { baseUrl: server.baseUrl, token: 's3cret' })
 * passed // true
 * ```
 */
export class CheckFailure extends Error {
  readonly expected: string
  readonly answer: Answer

  constructor(answer: Answer, expected: string) {
    super(`expected ${expected}, got ${answer.status}`)
    this.name = 'CheckFailure'
    this.answer = answer
    this.expected = expected
  }
}

/** A request that was not answered: the connection broke, or nothing came in time. */
export class NoAnswer extends Error {
  readonly request: WireRequest

  constructor(request: WireRequest, cause: unknown) {
    super(reasonOf(cause), { cause })
    this.name = 'NoAnswer'
    this.request = request
  }
}

/** A host with several addresses fails with an error for each, and no message of its own. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ')
  return cause instanceof Error ? cause.message : String(cause)
}

/**
 * A check that cannot be tried on this server; the reason is a sentence.
 *
 * @example
 * ```ts
 * const check: Check = {
 *   ids: ['S7644-3.6-01'],
 *   title: 'a deletion is answered with 204',
 *   run: async ({ server }) => {
 *     if (!server.types.some(({ name }) => name === 'Robot')) throw new Skip('The server has no robots.')
 *   },
 * }
 * const { outcomes } = await runChecks([check], { baseUrl: server.baseUrl, token: 's3cret' })
 * outcomes[0] // { verdict: 'skipped', reason: 'The server has no robots.', … }
 * ```
 */
export class Skip extends Error {
  override readonly name = 'Skip'
}

/** Fails the check when something does not hold about an answer. */
export function demand(answer: Answer, holds: boolean, expected: string): asserts holds {
  if (!holds) throw new CheckFailure(answer, expected)
}

/** Fails the check on any other status. */
export function expectStatus(answer: Answer, ...wanted: readonly number[]): void {
  demand(answer, wanted.includes(answer.status), `status ${wanted.join(' or ')}`)
}

/** A request that has to be refused: any status for a fault of the client, or 501 for what is not implemented. */
export function expectRefused(answer: Answer): void {
  const { status } = answer
  demand(answer, (status >= 400 && status < 500) || status === 501, 'a refusal: a 4xx status, or 501')
}

/**
 * A refusal with this status. The keyword only where the text names it: RFC 7644 §3.12 makes `scimType` optional, and
 * the borders between the words of its Table 9 are not sharp.
 */
export function expectError(answer: Answer, status: number, scimType?: string): void {
  expectStatus(answer, status)
  if (scimType === undefined) return
  demand(answer, bodyOf(answer).scimType === scimType, `status ${status} with the scimType "${scimType}"`)
}

/** The body of an answer that has to have one. */
export function bodyOf(answer: Answer): JsonObject {
  demand(answer, isJsonObject(answer.body), 'a JSON object as body')
  return answer.body
}
