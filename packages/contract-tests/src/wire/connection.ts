import * as http from 'node:http'
import * as https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import { unzipSync } from 'node:zlib'
import type { JsonValue } from '@scimkit/core'

/** What goes on the wire, and nothing else does: the path and the names of the headers as they stand. */
export interface WireRequest {
  readonly method: string
  /** Below the base URL. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
}

/** What a server answered. `body` is undefined when there was none, or when it is not JSON. */
export interface WireAnswer {
  readonly status: number
  /** By lower-case name; a header that was repeated has its values joined. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly body: JsonValue | undefined
}

/** Kept-alive connections to a server, as a client holds them. */
export interface Connection {
  send(request: WireRequest): Promise<WireAnswer>
  close(): void
}

/** How to connect. */
export interface ConnectionOptions {
  /** Milliseconds until an answer must be there. */
  readonly patience?: number | undefined
  /** How many requests may be under way at once; one when left out. */
  readonly sockets?: number | undefined
}

/**
 * Connects to a SCIM server. On `node:http`, because `fetch` adds `User-Agent`, `Accept` and more, and Entra ID is
 * recognised by what it does not send; and because `fetch` tidies the path, whose spelling is part of what is sent.
 */
export function connect(
  baseUrl: string,
  { patience = 30_000, sockets: maxSockets = 1 }: ConnectionOptions = {},
): Connection {
  const url = new URL(baseUrl)
  const { request, Agent } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets })
  const mount = url.pathname.replace(/\/$/, '')

  const send = ({ method, path, headers, body }: WireRequest) =>
    new Promise<WireAnswer>((resolve, reject) => {
      const signal = AbortSignal.timeout(patience)
      const options = { ...urlToHttpOptions(url), agent, method, path: `${mount}${path}`, headers, signal }
      const outgoing = request(options)
      // Node names the connection unless told not to; the caller says which headers there are.
      if (!isListed(headers, 'connection')) outgoing.removeHeader('connection')
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed an idle connection just as it was taken up again: it has seen nothing of this request.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(send({ method, path, headers, body }))
        else reject(error)
      })
      outgoing.on('response', (incoming) => void readAnswer(incoming).then(resolve, reject))
      outgoing.end(body)
    })

  return { send, close: () => agent.destroy() }
}

function isListed(headers: WireRequest['headers'], wanted: string): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === wanted)
}

async function readAnswer(incoming: http.IncomingMessage): Promise<WireAnswer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  // Okta sends `Accept-Encoding: gzip,deflate`, and a server may act on it.
  const isPacked = /gzip|deflate/.test(incoming.headers['content-encoding'] ?? '')
  const text = (isPacked && bytes.length > 0 ? unzipSync(bytes) : bytes).toString('utf8')
  return { status: incoming.statusCode ?? 0, headers: readHeaders(incoming), text, body: parseBody(text) }
}

function readHeaders({ headers }: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}

function parseBody(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
