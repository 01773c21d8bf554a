import { defaultBodyLimit, readWebBody, type ScimHandler, toMountPath } from '@scimkit/core'

/** Options of {@link scimFetch}. */
export interface ScimFetchOptions {
  /** Where SCIM lives, e.g. `/scim/v2`; slashes around it do not matter. */
  readonly basePath: string
  /** In bytes; 10 MiB unless set. */
  readonly bodyLimit?: number | undefined
  /**
   * Whoever the host has authenticated, if it has; a promise is awaited. What it throws goes to the host's error
   * handling, as the answer to the request.
   */
  readonly principal?: ((request: Request) => unknown) | undefined
  /** Whether `X-Forwarded-Proto` and `X-Forwarded-Host` come from a proxy of yours and not from the client. */
  readonly trustProxy?: boolean | undefined
}

/**
 * Serves SCIM as a function from `Request` to `Response`: Hono, Next.js, SvelteKit, Bun, Deno, workers.
 *
 * Every request is answered, so route only those to it that are below the base path. A path that is not below it is
 * taken as it is, because some hosts remove the base path themselves (Hono's `app.mount`, Elysia's `.mount`); what is
 * no SCIM endpoint then gets the handler's 404. Call it before anything that reads the body, such as a validator: a
 * `Request` can be read once, and is answered with 500 when it has been.
 *
 * @throws ScimError `CONFIGURATION` when the base path is no path
 * @example
 * ```ts
 * import { Hono } from 'hono'
 *
 * const scim = scimFetch(handler, { basePath: '/scim/v2' })
 * const app = new Hono().all('/scim/v2/*', (c) => scim(c.req.raw))
 * const { status } = await app.request('/scim/v2/Users', { headers: { authorization: 'Bearer s3cret' } })
 * status // 200
 * ```
 */
export function scimFetch(
  handler: ScimHandler,
  { basePath, bodyLimit = defaultBodyLimit, principal, trustProxy = false }: ScimFetchOptions,
): (request: Request) => Promise<Response> {
  const base = toMountPath(basePath, 'scimFetch.basePath')
  return async (request) => {
    const url = new URL(request.url)
    const { status, headers, body, stream } = await handler({
      method: request.method,
      url: pathBelow(base, url.pathname) + url.search,
      baseUrl: originOf(request, url, trustProxy) + base,
      headers: Object.fromEntries(request.headers),
      readBody: () => readWebBody(request, bodyLimit),
      signal: () => request.signal,
      principal: await principal?.(request),
      takesStream: true,
    })
    return new Response(stream === undefined ? (body ?? null) : bytesOf(stream, request.signal), { status, headers })
  }
}

/**
 * Pulled, so that nothing is read before the client takes it; left when it goes away, even where the host drops the
 * response. `ReadableStream.from` is not everywhere yet.
 */
function bytesOf(stream: AsyncIterable<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  // What goes wrong with leaving is nobody's to answer any more, and the event of the request has been told.
  const leave = async (): Promise<void> => void (await pieces.return?.().catch(() => undefined))
  if (signal.aborted) void leave()
  else signal.addEventListener('abort', leave, { once: true })
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: leave,
  })
}

function pathBelow(base: string, path: string): string {
  if (path === base) return '/'
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path
}

function originOf({ headers }: Request, url: URL, trustProxy: boolean): string {
  if (!trustProxy) return url.origin
  const first = (name: string): string => headers.get(name)?.split(',', 1)[0]?.trim() ?? ''
  const protocol = first('x-forwarded-proto') || url.protocol.replace(':', '')
  return `${protocol}://${first('x-forwarded-host') || url.host}`
}
