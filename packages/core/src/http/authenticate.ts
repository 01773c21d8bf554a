import type { ScimRequest } from '../contract.ts'

/** Who a request comes from, and what it may do. */
export interface Principal {
  /** Decides whose resources the request sees. 1 to 200 characters, without U+0000. */
  readonly tenant: string
  /** A name for the credential, for logs. */
  readonly client?: string | undefined
  /** What it may do; everything when left out. */
  readonly scopes?: readonly ('read' | 'write')[] | undefined
  /** The id of the User the credentials belong to, for `/Me`. */
  readonly userId?: string | undefined
  /**
   * When the credentials end. From then on every request is refused with `CREDENTIALS_INVALID`, whoever authenticated
   * it; on the days before that somebody is warned, where a log is kept. On the last day only `bearerTokens` and
   * `storedTokens` have somebody warned: what lives for hours, such as an access token of OAuth, is renewed by its
   * client.
   */
  readonly expires?: Date | undefined
}

/**
 * Tells who sent a request. Throws `CREDENTIALS_MISSING` or `CREDENTIALS_INVALID` when that cannot be told, and
 * `CREDENTIALS_UNCHECKED` when it cannot be told now. What it answers is checked: an answer that is no {@link
 * Principal} is a `CONFIGURATION` error, which the event has as its cause.
 *
 * @example
 * ```ts
 * const authenticate: Authenticate = (request) => {
 *   if (!request.principal) throw new ScimError('CREDENTIALS_MISSING', {})
 *   return { tenant: String(request.principal) }
 * }
 * authenticate({ ...request, principal: 'acme' }) // { tenant: 'acme' }
 * ```
 */
export type Authenticate = (request: ScimRequest) => Principal | Promise<Principal>
