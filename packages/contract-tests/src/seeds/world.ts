import type { Directory, Policy, ProvisioningLog, TokenStore } from '@scimkit/core'

/** A running server with one profile, and the application behind it. */
export interface SeedServer {
  /** E.g. `http://127.0.0.1:3000/scim/v2`. */
  readonly baseUrl: string
  /** Made with the token store, so that it can issue tokens. */
  readonly directory: Directory
  readonly log: ProvisioningLog
  readonly tokens: TokenStore
  close(): Promise<void>
}

/**
 * Starts a server on an empty store. Its credentials are those of its token store, into which the suite issues its own.
 */
export type StartSeedServer = (profile: Policy) => Promise<SeedServer>

/** Where one case happens: tenants nobody else uses, and a mark that makes its names its own. */
export interface SeedWorld extends Omit<SeedServer, 'close'> {
  readonly profile: Policy
  /** The tenant that is provisioned. */
  readonly tenant: string
  /** Another organization. */
  readonly elsewhere: string
  /** Where people's accounts are who belong to no organization. */
  readonly personal: string
  /** A name of this case's own, e.g. `ada-7`. */
  name(of: string): string
  /** An address of this case's own, e.g. `ada-7@example.com`. */
  email(of: string): string
  /** A client with the token of the tenant. */
  readonly scim: ScimClient
}

/** An answer, read. */
export interface ScimAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: cases look into answers of every shape, and fail where it is another.
  readonly body: any
}

/** Sends requests as an identity provider does. */
export interface ScimClient {
  get(path: string): Promise<ScimAnswer>
  post(path: string, body: unknown): Promise<ScimAnswer>
  put(path: string, body: unknown): Promise<ScimAnswer>
  patch(path: string, operations: readonly unknown[]): Promise<ScimAnswer>
  delete(path: string): Promise<ScimAnswer>
}
