import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { clientSignal, readNodeBody, type ScimHandler, type ScimResponse, toMountPath } from '@scimkit/core'

interface Mounting {
  readonly prefix: string
  readonly trustProxy?: boolean
  readonly bodyLimit?: number
  /** Whom your own authentication has found. Never what a client may write, such as a header as it came. */
  readonly principalOf?: (req: IncomingMessage) => unknown
  readonly elsewhere: RequestListener
}

export function withScim(handler: ScimHandler, mounting: Mounting): RequestListener {
  const { prefix, trustProxy = false, bodyLimit, principalOf, elsewhere } = mounting
  const mount = toMountPath(prefix, 'withScim.prefix')
  return (req, res) => {
    const target = (req.url ?? '').replace(/^https?:\/\/[^/?]*/i, '')
    const below = target.slice(mount.length)
    if (!target.startsWith(mount) || !/^(?:[/?]|$)/.test(below)) return elsewhere(req, res)
    handler({
      method: req.method ?? 'GET',
      url: below.startsWith('/') ? below : `/${below}`,
      baseUrl: `${originOf(req, trustProxy)}${mount}`,
      headers: req.headers,
      readBody: () => readNodeBody(req, bodyLimit),
      signal: clientSignal(res),
      principal: principalOf?.(req),
      takesStream: true,
    })
      .then((answer) => send(res, answer))
      .catch(() => send(res, { status: 500, headers: {}, body: undefined }))
  }
}

function originOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const [scheme, host] = trustProxy ? [first(headers['x-forwarded-proto']), first(headers['x-forwarded-host'])] : []
  return `${scheme || ('encrypted' in socket ? 'https' : 'http')}://${host || headers.host || 'localhost'}`
}

function first(values: string | readonly string[] | undefined): string | undefined {
  return String(values ?? '')
    .split(',')[0]
    ?.trim()
}

function send(res: ServerResponse, { status, headers, body, stream }: ScimResponse): void {
  const source = stream && Readable.from(stream).on('error', () => undefined)
  if (res.headersSent) return void source?.destroy() // somebody was faster, such as a timeout of yours
  res.statusCode = status
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (source === undefined) res.end(body)
  else pipeline(source, res, () => undefined)
}
