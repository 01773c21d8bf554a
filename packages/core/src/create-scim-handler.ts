import type { ScimHandler, ScimRequest, ScimResponse } from './contract.ts'
import { chooseDialect, type DialectOption } from './dialect/dialect.ts'
import type { Directory } from './directory/directory.ts'
import { ScimError } from './errors/scim-error.ts'
import { defaultHelp, toErrorResponse } from './errors/to-response.ts'
import type { OperationName, ScimEvent } from './events.ts'
import { Recorder } from './explain/recorder.ts'
import { guardRedact, type Redact } from './explain/redact.ts'
import { whose } from './explain/whose.ts'
import { toResponse } from './http/answer.ts'
import type { Authenticate, Principal } from './http/authenticate.ts'
import { type Authorize, checkPermission } from './http/authorize.ts'
import { BegunStream, type OnEnd } from './http/begun-stream.ts'
import { checkedTenants } from './http/checked-tenants.ts'
import { type CursorOptions, createCursors } from './http/cursor.ts'
import { locateFor } from './http/locate.ts'
import { checkAccept } from './http/media-type.ts'
import { findRoute } from './http/route.ts'
import { type BulkLimits, chooseLimits } from './operations/bulk/limits.ts'
import { bulk } from './operations/bulk.ts'
import type { Operation, Settings } from './operations/context.ts'
import { create } from './operations/create.ts'
import { resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './operations/discover.ts'
import { list } from './operations/list.ts'
import { resolveMe } from './operations/me.ts'
import { patch } from './operations/patch.ts'
import { guarded, performer, refuser } from './operations/performer.ts'
import { read } from './operations/read.ts'
import { readiness } from './operations/readiness.ts'
import { remove } from './operations/remove.ts'
import { replace } from './operations/replace.ts'
import { RequestRecord } from './operations/request-record.ts'
import { search } from './operations/search.ts'
import { describeServiceProvider, type ServiceProviderOptions } from './operations/service-provider.ts'
import { Departures } from './provisioning/departures.ts'
import { droppedAttributes } from './provisioning/dropped.ts'
import { checkBrakes, guardTransaction } from './provisioning/guard-transaction.ts'
import type { Passwords } from './provisioning/passwords.ts'
import type { Policy } from './provisioning/policy.ts'
import { settleProfile } from './provisioning/settle-profile.ts'
import type { ResourceTypeDefinition } from './schema/attribute.ts'
import { refuseDefinition } from './schema/refuse-definition.ts'
import type { Registry } from './schema/registry.ts'
import type { Confirmations, ProvisioningLog } from './store/provisioning-log.ts'
import type { Store } from './store/store.ts'

/** What {@link createScimHandler} is made of. */
export interface ScimHandlerOptions extends ServiceProviderOptions {
  readonly store: Store
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
  /** Told what each request came to. It holds no values, so it is safe to log. */
  readonly onEvent?: ((event: ScimEvent) => void) | undefined
  /** Where the error pages live, for `Link: rel="help"`. */
  readonly helpUrl?: string | undefined
}

const operations: Readonly<Record<OperationName, Operation>> = {
  create,
  read,
  replace,
  patch,
  remove,
  list,
  search,
  bulk,
  serviceProviderConfig,
  resourceTypes,
  resourceType,
  schemas,
  schema,
  readiness,
}

/** Who reads what is read before there are credentials (RFC 7643 §5). */
const anonymous: Principal = { tenant: '' }

/**
 * Makes the handler an adapter mounts: the whole SCIM 2.0 protocol (RFC 7643, RFC 7644) over a store.
 *
 * @throws ScimError `CONFIGURATION` when a part is missing, or a definition, the profile, the dialect or a limit is wrong
 * @example
 * ```ts
 * const authenticate = bearerTokens([{ tenant: 'acme', token: process.env.SCIM_TOKEN ?? '' }])
 * const handler = createScimHandler({ store: createMemoryStore(), authenticate, profile: immutaProfile })
 * const { status } = await handler({ ...request, method: 'GET', url: '/Users?count=1' })
 * status // 200
 * ```
 */
export function createScimHandler(given: ScimHandlerOptions): ScimHandler {
  checkParts(given)
  const options = { ...given, authenticate: checkedTenants(given.authenticate) }
  const { policy, definitions, registry } = settleProfile(options)
  checkVersions(policy, options)
  const limits = chooseLimits(options.bulk, policy)
  const cursors = createCursors(options.cursor)
  const settings: Settings = {
    registry,
    store: options.store,
    transaction: (tenant, work) => options.store.transaction(tenant, work),
    policy,
    isDropped: droppedAttributes(definitions, policy),
    dialect: chooseDialect(options.dialect ?? 'tolerant'),
    cursors,
    serviceProviderConfig: describeServiceProvider(policy, options, {
      limits,
      cursors,
      passwords: options.passwords,
      resourceTypes: registry.resourceTypes,
    }),
    passwords: options.passwords,
    requireIfMatch: options.requireIfMatch ?? false,
    bulk: limits,
    readiness: policy.readiness ? options.readiness : undefined,
    help: options.helpUrl ?? defaultHelp,
    ...watch(options, policy, registry),
  }
  return async (request) => {
    const record = new RequestRecord(request, settings)
    let stream: BegunStream | undefined
    try {
      const response = forMethod(request, await answer(request, { options, settings, record }))
      if (response.stream === undefined) return record.close(response)
      stream = await BegunStream.begin(response.stream)
      return record.close({ ...response, stream })
    } catch (thrown) {
      const error = record.errorOf(thrown)
      record.step.fail(error)
      return record.close(forMethod(request, toErrorResponse(error, { help: settings.help, wording: policy.errors })))
    } finally {
      if (settings.recorder !== undefined)
        await record.log(() => whose(request, record.step.error, options.authenticate))
      if (stream === undefined) record.tell(options.onEvent)
      else stream.onEnd = tellLater(record, options)
    }
  }
}

/** Where no compiler checks, what is missing would be found by the first request, and answered with 500. */
function checkParts(options: Partial<ScimHandlerOptions> = {}): void {
  if (typeof options.store?.transaction !== 'function')
    refuseDefinition('store', 'it must be a store, as createMemoryStore makes one')
  if (typeof options.authenticate !== 'function')
    refuseDefinition('authenticate', 'it must be a function, as bearerTokens makes one')
  if (options.resourceTypes?.length === 0) refuseDefinition('resourceTypes', 'there must be one at least')
}

/** Writes cannot name a version where there is none. */
function checkVersions({ protocol }: Policy, { requireIfMatch }: ScimHandlerOptions): void {
  if (requireIfMatch && !protocol.etag)
    refuseDefinition('requireIfMatch', 'the profile has no ETags; switch on `protocol.etag`, or leave it out')
}

/** The request is over when its answer has been read; one that breaks off has failed, whatever its status line said. */
function tellLater(record: RequestRecord, { onEvent }: ScimHandlerOptions): OnEnd {
  return (error) => {
    if (error !== undefined) record.step.fail(record.errorOf(error))
    record.tell(onEvent)
  }
}

/** What looks on where a log is kept: the recorder, and the guard of units of work. */
function watch(
  { store, log, confirmations, redact }: ScimHandlerOptions,
  policy: Policy,
  { resourceTypes }: Registry,
): Pick<Settings, 'recorder' | 'guard'> {
  checkBrakes(policy, log)
  if (log === undefined) return { recorder: undefined, guard: undefined }
  const braking = { policy, log, confirmations, departures: new Departures() }
  return {
    recorder: new Recorder({ log, store, policy, resourceTypes, redact: redact && guardRedact(redact) }),
    guard: (trail) => guardTransaction({ store, braking, trail }),
  }
}

interface Parts {
  readonly options: ScimHandlerOptions
  readonly settings: Settings
  readonly record: RequestRecord
}

/** One request, step by step: route, authenticate, operate, respond. */
async function answer(request: ScimRequest, parts: Parts): Promise<ScimResponse> {
  const { options, settings, record } = parts
  const mark = request.url.indexOf('?')
  const path = mark < 0 ? request.url : request.url.slice(0, mark)
  const query = mark < 0 ? '' : request.url.slice(mark + 1)
  const hasReadiness = settings.readiness !== undefined
  const route = findRoute(settings.registry, request.method, { path, baseUrl: request.baseUrl, hasReadiness })
  const { step, tolerance } = record
  step.operation = route.operation
  step.place = route.place
  if (options.requireTls && !request.baseUrl.startsWith('https:')) throw new ScimError('TLS_REQUIRED', {})
  checkAccept(request)
  const isOpen = route.operation === 'serviceProviderConfig' && !options.requireCredentialsForConfig
  const admitted = isOpen ? anonymous : admit(request, parts)
  const principal = admitted instanceof Promise ? await admitted : admitted
  record.principal = principal
  const place = resolveMe(route.place, route.operation, { principal, registry: settings.registry })
  step.place = place
  const permission = checkPermission(principal, { operation: route.operation, place }, options.authorize)
  if (permission !== undefined) await permission
  const outcome = await operations[route.operation]({
    settings: guarded(settings, step),
    request: step.request,
    place,
    principal,
    tolerance,
    query,
    locate: locateFor(settings.registry, request.baseUrl),
    note: step.trail.note,
    ignored: step.trail.ignored,
    perform: performer(record, { operations, authorize: options.authorize }),
    refuse: refuser(record, settings),
  })
  step.succeed(outcome)
  return toResponse(outcome)
}

/** HEAD is answered as GET is, errors too, without the body (RFC 9110 §9.3.2). */
function forMethod({ method }: ScimRequest, response: ScimResponse): ScimResponse {
  return method === 'HEAD' ? { ...response, body: undefined, stream: undefined } : response
}

/**
 * At once when the host answers at once: every promise makes a request wait.
 *
 * @throws ScimError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID`, `FORBIDDEN`, `TOO_MANY_REQUESTS`
 */
function admit(request: ScimRequest, parts: Parts): Principal | Promise<Principal> {
  const { authenticate, limitRate } = parts.options
  const known = authenticate(request)
  return limitRate === undefined && !('then' in known) ? known : admitLater(request, known, parts)
}

async function admitLater(
  request: ScimRequest,
  authenticated: Principal | Promise<Principal>,
  { options: { limitRate }, record }: Parts,
): Promise<Principal> {
  const principal = await authenticated
  // Before anything refuses it, so that the event says who was refused.
  record.principal = principal
  const retryAfter = limitRate && (await limitRate(principal, request))
  if (retryAfter !== undefined) throw new ScimError('TOO_MANY_REQUESTS', { retryAfter })
  return principal
}
