import type { ScimHandler, ScimRequest, ScimResponse } from './contract.ts'
import { chooseDialect } from './dialect/dialect.ts'
import { ScimError } from './errors/scim-error.ts'
import { defaultHelp, toErrorResponse } from './errors/to-response.ts'
import type { OperationName } from './events.ts'
import { Recorder } from './explain/recorder.ts'
import { whose } from './explain/whose.ts'
import { toResponse } from './http/answer.ts'
import type { Principal } from './http/authenticate.ts'
import { checkPermission } from './http/authorize.ts'
import { BegunStream, type OnEnd } from './http/begun-stream.ts'
import { checkedPrincipals } from './http/checked-principals.ts'
import { createCursors } from './http/cursor.ts'
import { locateFor, withBase } from './http/locate.ts'
import { checkAccept } from './http/media-type.ts'
import { findRoute } from './http/route.ts'
import { chooseLimits } from './operations/bulk/limits.ts'
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
import { describeServiceProvider } from './operations/service-provider.ts'
import { Departures } from './provisioning/departures.ts'
import { droppedAttributes } from './provisioning/dropped.ts'
import { checkBrakes, guardTransaction } from './provisioning/guard-transaction.ts'
import type { Policy } from './provisioning/policy.ts'
import { settleProfile } from './provisioning/settle-profile.ts'
import { refuseDefinition } from './schema/refuse-definition.ts'
import type { Registry } from './schema/registry.ts'
import { checkOptions, type ScimHandlerOptions } from './scim-handler-options.ts'

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
 * @throws ScimError `CONFIGURATION` when a part is missing or misspelt, or a definition, the profile, the dialect or a
 * limit is wrong
 * @example
 * ```ts
 * const authenticate = bearerTokens([{ tenant: 'acme', token: process.env.SCIM_TOKEN ?? '' }])
 * const handler = createScimHandler({ store: createMemoryStore(), authenticate, profile: immutaProfile })
 * const { status } = await handler({ ...request, method: 'GET', url: '/Users?count=1' })
 * status // 200
 * ```
 */
export function createScimHandler(given: ScimHandlerOptions): ScimHandler {
  checkOptions(given)
  const options = { ...given, authenticate: checkedPrincipals(given.authenticate) }
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
      const response = forMethod(request, await answer({ options, settings, record }))
      if (response.stream === undefined) return response
      stream = await BegunStream.begin(response.stream)
      return { ...response, stream }
    } catch (thrown) {
      const error = record.errorOf(thrown)
      record.step.fail(error)
      return forMethod(request, toErrorResponse(error, { help: settings.help, wording: policy.errors }))
    } finally {
      if (settings.recorder !== undefined)
        await record.log(() =>
          whose(request, { error: record.step.error, wasAsked: record.wasAsked }, options.authenticate),
        )
      if (stream === undefined) record.tell(options.onEvent)
      else stream.onEnd = tellLater(record, options)
    }
  }
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
    recorder: new Recorder({ log, store, policy, resourceTypes, redact }),
    guard: (trail) => guardTransaction({ store, braking, trail }),
  }
}

interface Parts {
  readonly options: ScimHandlerOptions
  readonly settings: Settings
  readonly record: RequestRecord
}

/** One request, step by step: route, authenticate, operate, respond. */
async function answer(parts: Parts): Promise<ScimResponse> {
  const { options, settings, record } = parts
  const { step, tolerance } = record
  const request = withBase(step.request)
  const mark = request.url.indexOf('?')
  const path = mark < 0 ? request.url : request.url.slice(0, mark)
  const query = mark < 0 ? '' : request.url.slice(mark + 1)
  const hasReadiness = settings.readiness !== undefined
  const route = findRoute(settings.registry, request.method, { path, baseUrl: request.baseUrl, hasReadiness })
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
    request,
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
  parts.record.wasAsked = true
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
