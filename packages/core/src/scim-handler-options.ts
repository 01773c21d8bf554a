import type { ScimRequest } from './contract.ts'
import type { DialectOption } from './dialect/dialect.ts'
import type { Directory } from './directory/directory.ts'
import { type NamesOf, refuseUnknown } from './errors/refuse-unknown.ts'
import type { ScimEvent } from './events.ts'
import type { Redact } from './explain/redact.ts'
import type { Authenticate, Principal } from './http/authenticate.ts'
import type { Authorize } from './http/authorize.ts'
import type { CursorOptions } from './http/cursor.ts'
import type { BulkLimits } from './operations/bulk/limits.ts'
import type { ServiceProviderOptions } from './operations/service-provider.ts'
import type { Passwords } from './provisioning/passwords.ts'
import type { Policy } from './provisioning/policy.ts'
import type { ResourceTypeDefinition } from './schema/attribute.ts'
import { refuseDefinition } from './schema/refuse-definition.ts'
import type { Confirmations, ProvisioningLog } from './store/provisioning-log.ts'
import type { Store } from './store/store.ts'

/** What `createScimHandler` is made of. */
export interface ScimHandlerOptions extends ServiceProviderOptions {
  /** Where the resources live: `createMemoryStore` and `createPostgresStore` make one. */
  readonly store: Store
  /** Tells whose request it is, and by that which tenant it sees: `bearerTokens` and `storedTokens` make one. */
  readonly authenticate: Authenticate
  /** Asked before each action; without it, credentials with the right scope may do everything in their tenant. */
  readonly authorize?: Authorize | undefined
  /**
   * Refuses plain HTTP before any credentials are looked at (RFC 7644 §7.2). Switch it on wherever clients reach this
   * handler over a network; behind a proxy that ends TLS, the adapter has to trust its `X-Forwarded-Proto`.
   */
  readonly requireTls?: boolean | undefined
  /**
   * Makes `/ServiceProviderConfig` ask for credentials as all else does. Without it everybody may read how to
   * authenticate (RFC 7643 §5).
   */
  readonly requireCredentialsForConfig?: boolean | undefined
  /** User (with EnterpriseUser) and Group when left out. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[] | undefined
  /** How much of what real clients get wrong is put right; `tolerant` when left out. */
  readonly dialect?: DialectOption | undefined
  /** What the product decides where the RFCs leave the choice; {@link rfcProfile} when left out. */
  readonly profile?: Policy | undefined
  /**
   * How much one bulk request may hold, or that there is no bulk; 1 000 operations and 10 MiB when left out. A profile
   * can be without bulk too (`protocol.bulk`).
   */
  readonly bulk?: BulkLimits | false | undefined
  /** How passwords are hashed. Without it they are taken and dropped, and no password can be set (RFC 7643 §9.2). */
  readonly passwords?: Passwords | undefined
  /**
   * Makes every write name the version it changes, and answers 428 when it does not. The profile has to have ETags
   * (`protocol.etag`).
   */
  readonly requireIfMatch?: boolean | undefined
  /** How the cursors of lists are made; several processes behind one address need a common key. */
  readonly cursor?: CursorOptions | undefined
  /** Answers `GET /readiness`, where the profile has it (B-28). Without it there is no such endpoint. */
  readonly readiness?: Directory['readiness'] | undefined
  /**
   * Asked once per request with credentials: the seconds after which it may come again, or undefined to let it through.
   * What is read without credentials is not counted: ServiceProviderConfig, and requests that are refused before.
   */
  readonly limitRate?:
    | ((principal: Principal, request: ScimRequest) => number | undefined | Promise<number | undefined>)
    | undefined
  /** Where each operation is explained and recorded for the administrators of its tenant; brakes count in it. */
  readonly log?: ProvisioningLog | undefined
  /** What administrators have let through although a brake holds it. */
  readonly confirmations?: Confirmations | undefined
  /** Hides values of people before they are logged. Without it they stand there: whoever reads it knows them anyway. */
  readonly redact?: Redact | undefined
  /**
   * Told what each request came to. An event is safe to log: it holds ids and codes. What was thrown may hold more, so
   * `cause` is not enumerable, and is in no log unless somebody names it.
   *
   * The request comes with it, as the adapter gave it: a header of the host's, such as `x-request-id` or `traceparent`,
   * says which line of another log is about the same one. It is not safe to log as a whole: it holds the credentials,
   * and what it says is the client's word.
   *
   * @example
   * ```ts
   * const lines: unknown[] = []
   * const watched = createScimHandler({
   *   store,
   *   authenticate: bearerTokens([{ tenant: 'acme', token: 's3cret' }]),
   *   onEvent: ({ requestId, status }, { headers }) => lines.push({ requestId, status, trace: headers.traceparent }),
   * })
   * await watched({ ...request, headers: { ...request.headers, traceparent: '00-4bf92f35-00f067aa-01' } })
   * lines // [{ requestId: …, status: 200, trace: '00-4bf92f35-00f067aa-01' }]
   * ```
   */
  readonly onEvent?: ((event: ScimEvent, request: ScimRequest) => void) | undefined
  /** Where the error pages live, for `Link: rel="help"`. */
  readonly helpUrl?: string | undefined
}

const names: NamesOf<ScimHandlerOptions> = {
  documentationUri: true,
  authenticationSchemes: true,
  store: true,
  authenticate: true,
  authorize: true,
  requireTls: true,
  requireCredentialsForConfig: true,
  resourceTypes: true,
  dialect: true,
  profile: true,
  bulk: true,
  passwords: true,
  requireIfMatch: true,
  cursor: true,
  readiness: true,
  limitRate: true,
  log: true,
  confirmations: true,
  redact: true,
  onEvent: true,
  helpUrl: true,
}

/**
 * Where no compiler checks, what is missing would be found by the first request and answered with 500, and what is
 * misspelt by nobody.
 *
 * @throws ScimError `CONFIGURATION`
 */
export function checkOptions(options: Partial<ScimHandlerOptions> = {}): void {
  refuseUnknown('createScimHandler', options, names)
  if (typeof options.store?.transaction !== 'function')
    refuseDefinition('store', 'it must be a store, as createMemoryStore makes one')
  if (typeof options.authenticate !== 'function')
    refuseDefinition('authenticate', 'it must be a function, as bearerTokens makes one')
  if (options.resourceTypes?.length === 0) refuseDefinition('resourceTypes', 'there must be one at least')
}
