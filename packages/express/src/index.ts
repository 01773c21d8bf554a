import { pipeline, Readable } from 'node:stream'
import { clientSignal, defaultBodyLimit, type ScimHandler, type ScimResponse, takeNodeBody } from '@scimkit/core'
import type { Request, RequestHandler, Response } from 'express'

/** Options of {@link scimExpress}. */
export interface ScimExpressOptions {
  /** In bytes; 10 MiB unless set. */
  readonly bodyLimit?: number | undefined
}

/**
 * Serves SCIM below a mount point of an Express 4 or 5 application.
 *
 * Mount it before `express.json()`: a body parser in front answers malformed JSON by itself, in its own words, and
 * has its own limit. `req.user`, if the host has set it, is the principal; `trust proxy` decides about `X-Forwarded-*`.
 *
 * @example
 * ```ts
 * import express from 'express'
 *
 * const app = express()
 * app.use('/scim/v2', scimExpress(handler))
 * app.use(express.json())
 * ```
 */
export function scimExpress(
  handler: ScimHandler,
  { bodyLimit = defaultBodyLimit }: ScimExpressOptions = {},
): RequestHandler {
  return (req, res, next) => {
    handler({
      method: req.method,
      // A request target in absolute form (RFC 9112 §3.2.2) keeps its origin here.
      url: req.url.replace(/^https?:\/\/[^/?]*/i, ''),
      baseUrl: `${req.protocol}://${hostOf(req)}${req.baseUrl}`,
      headers: req.headers,
      readBody: () => takeNodeBody(req, { parsed: req.body, limit: bodyLimit }),
      signal: clientSignal(res),
      principal: 'user' in req ? req.user : undefined,
      takesStream: true,
    })
      .then((response) => send(res, response))
      .catch(next)
  }
}

/** With its port: `req.hostname` drops it, and `req.host` does so too in Express 4. */
function hostOf(req: Request): string {
  const trusts: (address: string | undefined, hop: number) => boolean = req.app.get('trust proxy fn')
  const forwarded = trusts(req.socket.remoteAddress, 0) ? req.get('x-forwarded-host') : undefined
  return forwarded?.split(',', 1)[0]?.trim() || req.get('host') || 'localhost'
}

/** Not `res.send`, which adds its own ETag and charset. */
function send(res: Response, { status, headers, body, stream }: ScimResponse): void {
  const source = stream && leftWith(res, stream)
  // Somebody has answered already. What throws here has Express cut the connection, and the next request on it.
  if (isAnswered(res)) return
  res.statusCode = status
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (source === undefined) res.end(body)
  else pipeline(source, res, ignore)
}

/**
 * The stream, left when the response is over, and at once when somebody has answered already: a reader keeps a
 * connection.
 */
function leftWith(res: Response, stream: AsyncIterable<string>): Readable {
  const source = Readable.from(stream).on('error', ignore)
  if (isAnswered(res)) source.destroy()
  else res.once('close', () => source.destroy())
  return source
}

function isAnswered({ headersSent, writableEnded }: Response): boolean {
  return headersSent || writableEnded
}

function ignore(): void {
  // A stream that breaks off has the connection cut, and the event of the request tells why.
}
