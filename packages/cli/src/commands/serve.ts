import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { type ProfileName, profiles, type ScimEvent } from '@scimkit/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { onInterrupt } from '../on-interrupt.ts'
import { isDatabase } from '../open-database.ts'
import { reasonOf } from '../reason-of.ts'
import type { Session } from '../session.ts'
import { instructions } from './serve/instructions.ts'
import { linesOf } from './serve/lines-of.ts'
import { listenerFor } from './serve/listener.ts'
import { makeHandler } from './serve/make-handler.ts'
import { openStores, type Stores } from './serve/open-stores.ts'
import { startServer } from './serve/start-server.ts'

interface ServeFlags {
  readonly port: number
  readonly host: string
  readonly profile: ProfileName
  readonly dialect: 'tolerant' | 'strict'
  readonly token?: string
  readonly store: string
}

const examples = `
A SCIM server to point an identity provider, a test suite or curl at. It prints its base URL, a token and a command to
try, and then a line for each request, without values of people: what was done, which code an error has, and which rules
of the dialect put something right. "scimkit explain <CODE>" says what a code means.

It speaks plain HTTP, to this machine alone unless --host says otherwise. Identity providers want HTTPS: put a proxy or a
tunnel in front. The tables of a database are brought up to date at the start.

There is one tenant. Several of them, own schemas, seeds, single switches and rules, an administration API, metrics and
webhooks are in the reference server: https://github.com/scimkit/scimkit#readme

What stands on a command line can be read by every user of the machine: keep the token in SCIMKIT_BEARER, and the
password of a database in SCIMKIT_STORE.

Examples:
  $ scimkit serve
  $ scimkit serve --port 0 --profile pulumi-2024 --dialect strict
  $ SCIMKIT_BEARER=s3cret scimkit serve --store pglite:./data

Exit code: 0 stopped by Ctrl-C or SIGTERM, 1 a request took longer than ten seconds to finish and was cut off then, 2 the
command was not understood, the store could not be opened, or the port could not be had.`

/** RFC 6750 §2.1. */
const bearer = /^[\w\-.~+/]+=*$/

/** Adds `scimkit serve`. */
export function addServe(program: Command, session: Session): void {
  const command = program
    .command('serve')
    .description('Start a SCIM server to try things on.')
    .addOption(new Option('--port <number>', '0 takes a free one').argParser(readPort).default(3000))
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .addOption(new Option('--profile <name>', 'how it provisions').choices(Object.keys(profiles)).default('rfc'))
    .addOption(new Option('--dialect <name>').choices(['tolerant', 'strict']).default('tolerant'))
    .addOption(new Option('--token <token>', 'the bearer token; without it one is made').env('SCIMKIT_BEARER'))
    .addOption(
      new Option('--store <store>', 'memory, pglite:<dir> or postgres://…').env('SCIMKIT_STORE').default('memory'),
    )
    .addHelpText('after', examples)
  command.action(async (flags: ServeFlags) => {
    const { token, store } = flags
    // Without what was given: both may hold a secret.
    if (token !== undefined && !bearer.test(token))
      command.error('error: --token: expected one bearer of letters, digits and -._~+/, here or in SCIMKIT_BEARER')
    if (store !== 'memory' && !isDatabase(store))
      command.error('error: --store: expected memory, pglite:<dir> or postgres://…, here or in SCIMKIT_STORE')
    const refuse = (error: unknown): never => command.error(`error: ${reasonOf(error)}`)
    session.exitCode = await serve(flags, session, refuse)
  })
}

async function serve(flags: ServeFlags, session: Session, refuse: (error: unknown) => never): Promise<number> {
  const { profile, dialect, store, token = makeToken() } = flags
  const stores = await openStores(store).catch(refuse)
  const interrupt = onInterrupt()
  try {
    const onEvent = (event: ScimEvent) => session.error(linesOf(event))
    const handler = makeHandler(stores, { policy: profiles[profile], dialect, token, onEvent })
    const onMisaddressed = (method: string) => session.error(`${method} 404 UNKNOWN_ENDPOINT\n`)
    const server = await startServer(listenerFor(handler, onMisaddressed), flags).catch(refuse)
    const madeToken = flags.token === undefined ? token : undefined
    session.out(instructions({ baseUrl: server.baseUrl, profile, madeToken, forgets: store === 'memory' }))
    if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort')
    session.error('Stopping: requests under way are finished.\n')
    return (await server.stop()) ? 0 : 1
  } finally {
    interrupt.off()
    await closeInTime(stores)
  }
}

/** Milliseconds that a database has to take what is still to be written. */
const patience = 5_000

/** One that says nothing any more is not waited for. */
async function closeInTime(stores: Stores): Promise<void> {
  const timer = new AbortController()
  await Promise.race([stores.close(), setTimeout(patience, undefined, { signal: timer.signal })])
  timer.abort()
}

/** 256 bits; RFC 6750 §5.3 asks for enough entropy, RFC 6749 §10.10 for 128 at least. */
function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Expected a port from 0 to 65535.')
}
