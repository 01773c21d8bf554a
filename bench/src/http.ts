import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { requestsPerSecond } from './load.ts'
import { median, round } from './measure.ts'
import { userBody } from './users.ts'

// Both servers get room for short-lived objects, as a server in production does.
const flags = ['--conditions=@scimkit/source', '--max-semi-space-size=64']

/** One row of the HTTP table: requests per second of both servers, and the ratio that counts. */
export interface HttpResult extends Pair {
  readonly adapter: string
  readonly operation: string
  readonly target: number
}

/** One row of the table of peers: the same framework with another implementation of SCIM. */
export interface PeerResult extends Pair {
  readonly peer: string
  readonly operation: string
}

/** Requests per second of ScimKit and of what it is compared with, and the median of the ratios of the rounds. */
interface Pair {
  readonly scimkit: number
  readonly other: number
  readonly ratio: number
}

/** How long is measured. */
export interface Effort {
  readonly rounds: number
  readonly seconds: number
}

interface Server {
  readonly process: ChildProcess
  readonly port: number
  readonly token: string
  readonly ids: readonly string[]
}

interface Operation {
  readonly name: string
  readonly target: number
  readonly request: (server: Server) => Sent
}

/** A request, without what is the same in all of them. */
interface Sent {
  readonly method: string
  readonly path: string
  readonly body?: object
}

const users = 10_000

/** Seconds. */
const warmUp = 6

// Numbers beyond those the server starts with, so that every POST creates.
let created = users

const operations: readonly Operation[] = [
  {
    name: 'GET by id',
    target: 0.6,
    request: ({ ids }) => ({ method: 'GET', path: `/Users/${ids[1]}` }),
  },
  {
    name: 'userName eq',
    target: 0.6,
    request: () => ({
      method: 'GET',
      path: `/Users?filter=${encodeURIComponent('userName eq "user5000@example.com"')}`,
    }),
  },
  {
    name: 'POST',
    target: 0.5,
    request: () => ({ method: 'POST', path: '/Users', body: userBody(created++) }),
  },
  {
    name: 'PATCH',
    target: 0.5,
    request: ({ ids }) => {
      created += 1
      const Operations = [{ op: 'replace', path: 'displayName', value: `Test User ${created}` }]
      const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations }
      return { method: 'PATCH', path: `/Users/${ids[created % ids.length]}`, body }
    },
  },
]

/**
 * Throughput of each operation on each adapter, against the same framework answering the same bytes from a constant.
 */
export async function benchHttp(adapters: readonly string[], effort: Effort): Promise<readonly HttpResult[]> {
  const results: HttpResult[] = []
  for (const adapter of adapters) {
    const pairs = await compareAll({ adapter, other: 'constant' }, effort)
    results.push(...pairs.map(({ name, target, ...pair }) => ({ adapter, operation: name, target, ...pair })))
  }
  return results
}

/** Throughput of each operation against other implementations for Node, each on its own framework. */
export async function benchPeers(effort: Effort): Promise<readonly PeerResult[]> {
  const pairs = await compareAll({ adapter: 'express', other: 'scimmy' }, effort)
  return pairs.map(({ name, target: _, ...pair }) => ({ peer: 'scimmy', operation: name, ...pair }))
}

interface Compared extends Pair {
  readonly name: string
  readonly target: number
}

async function compareAll(
  { adapter, other }: { readonly adapter: string; readonly other: string },
  effort: Effort,
): Promise<readonly Compared[]> {
  const scim = await start(adapter, 'scim')
  try {
    return await compareWith(scim, await start(adapter, other), effort)
  } finally {
    scim.process.kill()
  }
}

async function compareWith(scim: Server, other: Server, effort: Effort): Promise<readonly Compared[]> {
  const compared: Compared[] = []
  try {
    for (const operation of operations) {
      const { name, target } = operation
      compared.push({ name, target, ...(await compare(operation, { scim, other }, effort)) })
    }
    return compared
  } finally {
    other.process.kill()
  }
}

/** Rounds are interleaved, so that a busy moment of the machine falls on both. */
async function compare(
  operation: Operation,
  { scim, other }: { readonly scim: Server; readonly other: Server },
  { rounds, seconds }: Effort,
): Promise<Pair> {
  const pairs: [number, number][] = []
  // A server in production has long been compiled where it is hot. That takes more code, and so more requests, the more
  // a server does.
  await load(operation, scim, warmUp)
  await load(operation, other, warmUp)
  for (let index = 0; index < rounds; index += 1) {
    pairs.push([await load(operation, scim, seconds), await load(operation, other, seconds)])
  }
  return {
    scimkit: Math.round(median(pairs.map(([own]) => own))),
    other: Math.round(median(pairs.map(([, theirs]) => theirs))),
    ratio: round(median(pairs.map(([own, theirs]) => own / theirs))),
  }
}

function load({ request }: Operation, server: Server, seconds: number): Promise<number> {
  return requestsPerSecond({ port: server.port, next: () => onTheWire(request(server), server), seconds })
}

/** All that is sent is ASCII, so characters are bytes. */
function onTheWire({ method, path, body }: Sent, { port, token }: Server): string {
  const head = `${method} /scim/v2${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n`
  if (body === undefined) return `${head}\r\n`
  const text = JSON.stringify(body)
  return `${head}Content-Type: application/scim+json\r\nContent-Length: ${text.length}\r\n\r\n${text}`
}

async function start(adapter: string, kind: string): Promise<Server> {
  const file = new URL('./server.ts', import.meta.url).pathname
  const process_ = spawn(process.execPath, [...flags, file, adapter, kind, String(users)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const lines = createInterface({ input: process_.stdout })
  const [line] = await Promise.race([once(lines, 'line'), failure(process_)])
  return { process: process_, ...JSON.parse(String(line)) }
}

/** A server that ends before it says where it listens would be waited for in vain. */
async function failure(server: ChildProcess): Promise<never> {
  const [code] = await once(server, 'exit')
  throw new Error(`The server ended with ${code} before it was ready`)
}
