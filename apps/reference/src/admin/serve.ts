import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { checkAdminToken } from './check-token.ts'
import { EventStreams } from './event-stream.ts'
import { type FoundRoute, findRoute } from './find-route.ts'
import { openApiRoute } from './openapi-route.ts'
import { toRefused } from './problem.ts'
import { readInput } from './read-input.ts'
import { recordRequest } from './record-request.ts'
import type { Input, Parts, Route } from './route.ts'
import { routes } from './routes.ts'

const served = [...routes, openApiRoute(routes)]

/** What the administration API is made of. */
export interface AdminOptions {
  /** Opens it. */
  readonly token: string
  readonly parts: Parts
  readonly log: Logger
}

/** An application with the administration API before it. */
export interface Admin {
  readonly listener: RequestListener
  /** Ends the streams that are open: nobody else would. */
  close(): void
}

/** Puts the administration API under `/admin` before an application; the rest goes on. */
export function withAdmin(options: AdminOptions, next: RequestListener): Admin {
  const streams = new EventStreams()
  return {
    listener: (request, response) => {
      if (/^\/admin(?:[/?]|$)/.test(request.url ?? '')) void serve({ request, response }, { ...options, streams })
      else next(request, response)
    },
    close: () => streams.close(),
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

interface Surroundings extends AdminOptions {
  readonly streams: EventStreams
}

/** One request, from its first byte to its line in the log. */
async function serve(exchange: Exchange, surroundings: Surroundings): Promise<void> {
  const { request, response } = exchange
  const started = { requestId: randomUUID(), at: performance.now(), method: request.method ?? '' }
  let found: FoundRoute | undefined
  let cause: unknown
  try {
    checkAdminToken(request.headers.authorization, surroundings.token)
    const [path = '', ...query] = (request.url ?? '').split('?')
    found = findRoute(served, started.method, path.slice('/admin'.length))
    const input = await readInput(found, { request, query: new URLSearchParams(query.join('?')) })
    await answer(found.route, input, { ...surroundings, ...exchange })
  } catch (thrown) {
    cause = thrown
    refuse(response, thrown, started.requestId)
  }
  recordRequest(surroundings, { ...started, found, status: response.statusCode, cause })
}

async function answer(route: Route, input: Input, { request, response, parts, streams }: Surroundings & Exchange) {
  if (route.kind === 'stream') {
    const lastSeen = request.headers['last-event-id']
    await streams.open(response, {
      subscribe: (listener) => route.subscribe(input, parts, listener),
      missed: typeof lastSeen === 'string' ? route.missed(input, parts, lastSeen) : [],
      shape: route.answer,
    })
    return
  }
  const result = await route.handle(input, parts)
  // What is not in the shape is not sent: the document cannot lie, and no digest can slip out.
  send(response, { status: route.status, contentType: 'application/json', body: route.answer?.parse(result) })
}

function refuse(response: ServerResponse, thrown: unknown, requestId: string): void {
  // A stream that fails can only break off.
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { headers, problem } = toRefused(thrown, requestId)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  send(response, { status: problem.status, contentType: 'application/problem+json', body: problem })
}

interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.statusCode = status
  // An answer may hold a secret that is shown this once.
  response.setHeader('cache-control', 'no-store')
  if (body !== undefined) response.setHeader('content-type', contentType)
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
