import type { ScimHandler, ScimRequest, ScimResponse } from './contract.ts'
import { chooseDialect, type DialectOption } from './dialect/dialect.ts'
import type { Directory } from './directory/directory.ts'
import { ScimError } from './errors/scim-error.ts'
import { defaultHelp, toErrorResponse } from './errors/to-response.ts'
import type { ScimEvent } from './events.ts'
import { Recorder } from './explain/recorder.ts'
import type { Redact } from './explain/redact.ts'
import { whose } from './explain/whose.ts'
import { toResponse } from './http/answer.ts'
import type { Authenticate, Principal } from './http/authenticate.ts'
import { type Authorize, checkPermission } from './http/authorize.ts'
import { BegunStream, type OnEnd } from './http/begun-stream.ts'
import { type CursorOptions, createCursors } from './http/cursor.ts'
import { locateFor } from './http/locate.ts'
import { checkAccept } from './http/media-type.ts'
import { findRoute, type OperationName } from './http/route.ts'
import { Account } from './operations/account.ts'
import { type BulkLimits, chooseLimits } from './operations/bulk/limits.ts'
import { bulk } from './operations/bulk.ts'
import type { Operation, Settings } from './operations/context.ts'
import { create } from './operations/create.ts'
import { resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './operations/discover.ts'
import { list } from './operations/list.ts'
import { resolveMe } from './operations/me.ts'
import { patch } from './operations/patch.ts'
import { guarded, performer } from './operations/performer.ts'
import { read } from './operations/read.ts'
import { readiness } from './operations/readiness.ts'
import { remove } from './operations/remove.ts'
import { replace } from './operations/replace.ts'
import { search } from './operations/search.ts'
import { describeServiceProvider, type ServiceProviderOptions } from './operations/service-provider.ts'
import { checkAliases } from './provisioning/aliases.ts'
import { droppedAttributes } from './provisioning/dropped.ts'
import { checkAllowedFilters } from './provisioning/filters.ts'
import { checkBrakes, guardStore } from './provisioning/guard-store.ts'
import type { Passwords } from './provisioning/passwords.ts'
import { checkPolicy, checkSensitiveAttributes, checkUniqueAttributes, type Policy } from './provisioning/policy.ts'
import { rfcProfile } from './provisioning/profiles/rfc.ts'
import { shapeDefinitions } from './provisioning/shape.ts'
import type { ResourceTypeDefinition } from './schema/attribute.ts'
import { createRegistry, type Registry } from './schema/registry.ts'
import { groupResourceType, userResourceType } from './schema/rfc7643/resource-types.ts'
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
  /** User (with EnterpriseUser) and Group when left out. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[] | undefined
  /** How much of what real clients get wrong is put right; `tolerant` when left out. */
  readonly dialect?: DialectOption | undefined
  /** What the product decides where the RFCs leave the choice; {@link rfcProfile} when left out. */
  readonly profile?: Policy | undefined
  /** How much one bulk request may hold, or that there is no bulk; 1 000 operations and 10 MiB when left out. */
  readonly bulk?: BulkLimits | false | undefined
  /** How passwords are hashed. Without it they are taken and dropped, and no password can be set (RFC 7643 §9.2). */
  readonly passwords?: Passwords | undefined
  /** Makes every write name the version it changes, and answers 428 when it does not. */
  readonly requireIfMatch?: boolean | undefined
  /** How the cursors of lists are made; several processes behind one address need a common key. */
  readonly cursor?: CursorOptions | undefined
  /** Answers `GET /readiness`, where the profile has it (B-28). Without it there is no such endpoint. */
  readonly readiness?: Directory['readiness'] | undefined
  /** Asked once per request: the seconds after which it may come again, or undefined to let it through. */
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

/** The one endpoint that is read before there are credentials (RFC 7643 §5). */
const anonymous: Principal = { tenant: '' }

/**
 * Makes the handler an adapter mounts: the whole SCIM 2.0 protocol (RFC 7643, RFC 7644) over a store.
 *
 * @throws ScimError `CONFIGURATION` when a definition, the profile, the dialect or a limit is wrong
 * @example
 * ```ts
 * const handler = createScimHandler({
 *   store: createMemoryStore(),
 *   authenticate: bearerTokens([{ tenant: 'acme', token: process.env.SCIM_TOKEN ?? '' }]),
 * })
 * app.use('/scim/v2', scimExpress(handler))
 * ```
 */
export function createScimHandler(options: ScimHandlerOptions): ScimHandler {
  const policy = checkPolicy(options.profile ?? rfcProfile)
  const definitions = options.resourceTypes ?? [userResourceType, groupResourceType]
  const registry = createRegistry(shapeDefinitions(definitions, policy))
  checkAliases(policy, registry)
  checkAllowedFilters(policy, registry)
  checkUniqueAttributes(policy, registry)
  checkSensitiveAttributes(policy, registry)
  const limits = chooseLimits(options.bulk)
  const cursors = createCursors(options.cursor)
  const settings: Settings = {
    registry,
    store: options.store,
    policy,
    isDropped: droppedAttributes(definitions, policy),
    dialect: chooseDialect(options.dialect ?? 'tolerant'),
    cursors,
    serviceProviderConfig: describeServiceProvider(policy, options, { limits, cursors, passwords: options.passwords }),
    passwords: options.passwords,
    requireIfMatch: options.requireIfMatch ?? false,
    bulk: limits,
    readiness: policy.readiness ? options.readiness : undefined,
    help: options.helpUrl ?? defaultHelp,
    ...watch(options, policy, registry),
  }
  return async (request) => {
    const account = new Account(request, settings)
    let stream: BegunStream | undefined
    try {
      const response = forMethod(request, await answer(request, { options, settings, account }))
      if (response.stream === undefined) return account.close(response)
      stream = await BegunStream.begin(response.stream)
      return account.close({ ...response, stream })
    } catch (thrown) {
      const error = account.errorOf(thrown)
      account.step.fail(error)
      return account.close(forMethod(request, toErrorResponse(error, { help: settings.help, wording: policy.errors })))
    } finally {
      if (settings.recorder !== undefined)
        await account.record(() => whose(request, account.step.error, options.authenticate))
      if (stream === undefined) account.tell(options.onEvent)
      else stream.onEnd = tellLater(account, options)
    }
  }
}

/** The request is over when its answer has been read; one that breaks off has failed, whatever its status line said. */
function tellLater(account: Account, { onEvent }: ScimHandlerOptions): OnEnd {
  return (error) => {
    if (error !== undefined) account.step.fail(account.errorOf(error))
    account.tell(onEvent)
  }
}

/** What looks on where a log is kept: the recorder, and the guard of the store. */
function watch(
  { store, log, confirmations, redact }: ScimHandlerOptions,
  policy: Policy,
  { resourceTypes }: Registry,
): Pick<Settings, 'recorder' | 'guard'> {
  checkBrakes(policy, log)
  if (log === undefined) return { recorder: undefined, guard: undefined }
  return {
    recorder: new Recorder({ log, store, policy, resourceTypes, redact }),
    guard: (note) => guardStore({ store, braking: { policy, log, confirmations }, note }),
  }
}

interface Parts {
  readonly options: ScimHandlerOptions
  readonly settings: Settings
  readonly account: Account
}

/** One request, step by step: route, authenticate, operate, respond. */
async function answer(request: ScimRequest, parts: Parts): Promise<ScimResponse> {
  const { options, settings, account } = parts
  const mark = request.url.indexOf('?')
  const path = mark < 0 ? request.url : request.url.slice(0, mark)
  const query = mark < 0 ? '' : request.url.slice(mark + 1)
  const hasReadiness = settings.readiness !== undefined
  const route = findRoute(settings.registry, request.method, { path, baseUrl: request.baseUrl, hasReadiness })
  const { step, tolerance } = account
  step.operation = route.operation
  step.place = route.place
  if (options.requireTls && !request.baseUrl.startsWith('https:')) throw new ScimError('TLS_REQUIRED', {})
  checkAccept(request)
  const admitted = route.operation === 'serviceProviderConfig' ? anonymous : admit(request, parts)
  const principal = admitted instanceof Promise ? await admitted : admitted
  account.principal = principal
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
    perform: performer(account, { operations, authorize: options.authorize }),
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
  { options: { limitRate }, account }: Parts,
): Promise<Principal> {
  const principal = await authenticated
  // Before anything refuses it, so that the event says who was refused.
  account.principal = principal
  const retryAfter = limitRate && (await limitRate(principal, request))
  if (retryAfter !== undefined) throw new ScimError('TOO_MANY_REQUESTS', { retryAfter })
  return principal
}
