import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createDirectory,
  createScimHandler,
  type Directory,
  maskEmails,
  type Redact,
  type ScimHandler,
  type ScimHandlerOptions,
  storedTokens,
} from '@scimkit/core'
import { createDeadLetters } from '@scimkit/postgres'
import type { Logger } from 'pino'
import { withAdmin } from './admin/serve.ts'
import { answerUnreadable } from './answer-unreadable.ts'
import { drainOf } from './drain.ts'
import { eventLogger } from './log-event.ts'
import { frameworks } from './mount/frameworks.ts'
import { mountPath } from './mount/mounted.ts'
import type { Options } from './options/options.ts'
import { OptionsError } from './options/options-error.ts'
import { startOutbox } from './outbox.ts'
import { withProbes } from './probes.ts'
import { plantSeed, SeedError } from './seed/plant-seed.ts'
import { openStores, type Stores } from './stores.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { withMetrics } from './telemetry/serve-metrics.ts'
import { describeSpan, traced } from './telemetry/tracing.ts'
import { keepToken, refuseAsAdminToken } from './tokens/keep-token.ts'
import { warnOfEnded } from './tokens/warn-of-ended.ts'

/** A server that takes requests. */
export interface RunningServer {
  readonly baseUrl: string
  /** Undefined without an administration API. */
  readonly adminUrl: string | undefined
  /** Takes no new requests, finishes those and the deliveries under way, and closes the store. */
  close(): Promise<void>
}

/**
 * Starts a SCIM server. Rejects when the port cannot be had.
 *
 * @throws OptionsError when an entry of the seed cannot be made, or a token is another one's in the store
 */
export async function startServer(options: Options, log: Logger): Promise<RunningServer> {
  const stores = await openStores(options, (reason) => log.warn({ reason }, 'waiting for the tables to migrate them'))
  try {
    return await serve(options, { stores, log })
  } catch (error) {
    await stores.close()
    throw error
  }
}

/** What a server works on: what it stores things in, which it closes when it ends, and where it logs. */
export interface Surroundings {
  readonly stores: Stores
  readonly log: Logger
}

/** The same on stores that are open. */
export async function serve(options: Options, { stores, log }: Surroundings): Promise<RunningServer> {
  const { host, port, adapter, trustProxy, policy, resourceTypes, adminToken } = options
  const { store, tokens, confirmations, outbox } = stores
  const directory = createDirectory({
    store,
    profile: policy,
    tokens,
    log: stores.log,
    ...(resourceTypes && { resourceTypes }),
  })
  await prepare(options, { directory, stores, log })
  const metrics = options.metrics ? createMetrics(stores) : undefined
  const logEvent = eventLogger(log)
  const handler = makeHandler(options, {
    stores,
    directory,
    onEvent: (event, request) => {
      logEvent(event, request)
      metrics?.observe(event)
      describeSpan(event)
    },
  })
  const app = await frameworks[adapter]({ handler: traced(handler), trustProxy })
  const deadLetters = outbox && createDeadLetters(outbox)
  const parts = { directory, tokens, confirmations, policy, redact: redactIn(options), log: stores.log, deadLetters }
  const admin = adminToken === undefined ? undefined : withAdmin({ token: adminToken, parts, log }, app.listener)
  const listener = withMetrics(metrics, admin?.listener ?? app.listener)
  const server = createServer(withProbes(() => stores.ready(), listener))
  answerUnreadable(server, log)
  const drain = drainOf(server)
  await listen(server, port, host)
  const worker = startOutbox(options, { outbox, log })
  const origin = originOf(server)
  return {
    baseUrl: `${origin}${mountPath}`,
    adminUrl: admin && `${origin}/admin`,
    close: async () => {
      admin?.close()
      await Promise.all([drain(), worker?.stop()])
      await app.close()
      await stores.close()
    },
  }
}

interface HandlerParts {
  readonly stores: Stores
  readonly directory: Directory
  readonly onEvent: NonNullable<ScimHandlerOptions['onEvent']>
}

function makeHandler(options: Options, { stores, directory, onEvent }: HandlerParts): ScimHandler {
  const { dialect, policy, resourceTypes, cursorKeys } = options
  return createScimHandler({
    store: stores.store,
    authenticate: storedTokens(stores.tokens),
    profile: policy,
    ...(resourceTypes && { resourceTypes }),
    dialect,
    readiness: directory.readiness,
    log: stores.log,
    confirmations: stores.confirmations,
    redact: redactIn(options),
    cursor: cursorKeys.length > 0 ? { key: cursorKeys } : undefined,
    onEvent,
  })
}

function redactIn({ maskEmails: masks }: Options): Redact | undefined {
  return masks ? maskEmails : undefined
}

/** What there is before the first request: the tokens of the command line, and the seed. */
async function prepare(
  { tokens: given, adminToken, seed, policy }: Options,
  { directory, stores, log }: Surroundings & { readonly directory: Directory },
): Promise<void> {
  const { tokens } = stores
  await refuseAsAdminToken(tokens, adminToken)
  for (const token of given) warnOfEnded(await keepToken(tokens, token, policy.tokens), log)
  if (seed === undefined) return
  try {
    await stores.alone(async () => {
      for (const short of await plantSeed(directory, seed))
        log.warn(
          short,
          'the seed is left out of a tenant that is not empty and holds less: was planting it interrupted?',
        )
    })
  } catch (error) {
    throw error instanceof SeedError ? new OptionsError(`${seed.file}: ${error.message}`, { cause: error }) : error
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

/** Where a client on this machine finds the server. */
function originOf(server: Server): string {
  // Sound: a server that listens on a port has an address.
  const { address, port } = server.address() as AddressInfo
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}
