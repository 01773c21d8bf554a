import { Agent, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import type { Host } from './adapter-under-test.ts'

/** A request to send. */
export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** A list is sent in chunks, without a content length. */
  readonly body?: string | Uint8Array | readonly Uint8Array[]
  readonly agent?: Agent
}

/** An answer as it came. */
export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Sends a request through `node:http`: unlike `fetch`, it adds no headers and leaves the path alone. */
export async function send(host: Host, path: string, sent: Sent = {}): Promise<Received> {
  const outgoing = open(host, path, sent)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve)
    outgoing.on('error', reject)
    finish(outgoing, sent.body)
  })
  const body = Buffer.concat(await answer.toArray())
  return { status: answer.statusCode ?? 0, headers: answer.headers, body }
}

/** A request whose body is still to be sent. */
export function open(
  host: Host,
  path: string,
  { method = 'GET', headers = {}, body, agent }: Sent = {},
): ClientRequest {
  const length = lengthOf(body)
  const framing = length === undefined ? {} : { 'content-length': String(length) }
  return request(host.origin, { path, method, headers: { ...framing, ...copied(headers) }, agent: agent ?? false })
}

/** One connection for all the requests of a case, one after the other. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 })
}

/** Writes bytes to a socket and reads until the server closes it. */
export function exchange(host: Host, bytes: string): Promise<string> {
  const { hostname, port } = new URL(host.origin)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => resolve(Buffer.concat(chunks).toString()))
    socket.on('error', reject)
  })
}

function finish(outgoing: ClientRequest, body: Sent['body']): void {
  if (!isChunked(body)) {
    outgoing.end(body)
    return
  }
  for (const chunk of body) outgoing.write(chunk)
  outgoing.end()
}

function lengthOf(body: Sent['body']): number | undefined {
  return body === undefined || isChunked(body) ? undefined : Buffer.byteLength(body)
}

function isChunked(body: Sent['body']): body is readonly Uint8Array[] {
  return Array.isArray(body)
}

function copied(headers: NonNullable<Sent['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )
}
