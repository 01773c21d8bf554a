import type { ScimHandler } from '@scimkit/core'

/** How a case wants the handler to be mounted. */
export interface HostOptions {
  /** Where SCIM lives; `/scim/v2` in most cases, and written with other slashes in some. */
  readonly prefix: string
  /** In bytes. */
  readonly bodyLimit: number
  /** Whether the host believes `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  readonly trustProxy: boolean
}

/** A running server. */
export interface Host {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly origin: string
  /** Resolves when the requests in flight have been answered. */
  readonly close: () => Promise<void>
}

/** A case an adapter cannot pass, and why. It is run all the same, and must fail, so that the list cannot rot. */
export interface KnownDifference<Case extends string = string> {
  readonly case: Case
  readonly reason: string
}

/**
 * An adapter in one mounting. The suite knows nothing of the framework; the server has to
 *
 * - mount the handler at the prefix,
 * - hand the value of the request header `x-principal`, if there is one, to the adapter as the principal,
 * - answer `GET /host` with the text `host`,
 * - answer a request with the header `x-impatient` by itself, with 503, while the adapter is still at it,
 * - read the body of a request with the header `x-drain` first of all, and leave nothing of it,
 * - answer every other path, and what goes wrong, in the host's own way.
 */
export interface AdapterUnderTest<Case extends string = string> {
  /** Starts a real server on a free port. */
  readonly listen: (handler: ScimHandler, options: HostOptions) => Promise<Host>
  readonly skip?: readonly KnownDifference<Case>[]
}
