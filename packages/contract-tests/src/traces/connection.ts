import * as http from 'node:http'
import * as https from 'node:https'
import { urlToHttpOptions } from 'node:url'
import { unzipSync } from 'node:zlib'
import type { JsonValue } from '@scimkit/core'
import type { TraceStep } from './trace.ts'

/** What a server answered. `body` is undefined when there was none, or when it is not JSON. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly body: JsonValue | undefined
}

/** One kept-alive connection to a server, as an identity provider holds it. */
export interface Connection {
  send(step: TraceStep): Promise<Answer>
  close(): void
}

const patience = 30_000

/**
 * Connects to a SCIM server. On `node:http`, because `fetch` adds `User-Agent`, `Accept` and more, and Entra ID is
 * recognised by what it does not send; and because `fetch` tidies the path, whose spelling is part of the trace.
 */
export function connect(baseUrl: string): Connection {
  const url = new URL(baseUrl)
  const { request, Agent } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const mount = url.pathname.replace(/\/$/, '')

  const send = (step: TraceStep) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = request({
        ...urlToHttpOptions(url),
        agent,
        method: step.method,
        path: `${mount}${step.path}`,
        headers: presentHeaders(step),
        signal: AbortSignal.timeout(patience),
      })
      // Node names the connection unless told not to; a trace says itself which headers there are.
      if (!isListed(step, 'connection')) outgoing.removeHeader('connection')
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => void readAnswer(incoming).then(resolve, reject))
      outgoing.end(step.body && JSON.stringify(step.body))
    })

  return { send, close: () => agent.destroy() }
}

function presentHeaders({ headers }: TraceStep): Record<string, string> {
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (value !== null) present[name] = value
  return present
}

function isListed({ headers }: TraceStep, wanted: string): boolean {
  return Object.entries(headers).some(([name, value]) => value !== null && name.toLowerCase() === wanted)
}

async function readAnswer(incoming: http.IncomingMessage): Promise<Answer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  // Okta sends `Accept-Encoding: gzip,deflate`, and a server may act on it.
  const isPacked = /gzip|deflate/.test(incoming.headers['content-encoding'] ?? '')
  const text = (isPacked && bytes.length > 0 ? unzipSync(bytes) : bytes).toString('utf8')
  return { status: incoming.statusCode ?? 0, text, body: parseBody(text) }
}

function parseBody(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
