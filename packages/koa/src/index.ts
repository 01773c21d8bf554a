import { Readable } from 'node:stream'
import { clientSignal, defaultBodyLimit, type ScimHandler, takeNodeBody, toMountPath } from '@scimkit/core'
import type { Context, Middleware } from 'koa'

/** Options of {@link scimKoa}. */
export interface ScimKoaOptions {
  /** Where SCIM lives, e.g. `/scim/v2`; slashes around it do not matter. */
  readonly prefix: string
  /** In bytes; 10 MiB unless set. */
  readonly bodyLimit?: number | undefined
}

/**
 * Serves SCIM below a prefix of a Koa 2 or 3 application; every other path goes on to the next middleware.
 *
 * Put it before a body parser: one in front answers malformed JSON by itself, in its own words, has its own limit, and
 * may take another charset for UTF-8.
 * `ctx.state.user`, if the host has set it, is the principal; `app.proxy` decides about `X-Forwarded-*`.
 *
 * @throws ScimError `CONFIGURATION` when the prefix is no path
 * @example
 * ```ts
 * import Koa from 'koa'
 *
 * const app = new Koa()
 * app.use(scimKoa(handler, { prefix: '/scim/v2' }))
 * ```
 */
export function scimKoa(handler: ScimHandler, { prefix, bodyLimit = defaultBodyLimit }: ScimKoaOptions): Middleware {
  const mount = toMountPath(prefix, 'scimKoa.prefix')
  return async (ctx, next) => {
    const path = withoutOrigin(ctx.url)
    const url = urlBelow(mount, path)
    if (url === undefined) return next()
    const { status, headers, body, stream } = await handler({
      method: ctx.method,
      url,
      // Not `ctx.origin`, which in Koa 3 is the Origin header.
      baseUrl: `${ctx.protocol}://${ctx.host || 'localhost'}${cutOff(ctx.originalUrl, path)}${mount}`,
      headers: ctx.headers,
      readBody: () => takeNodeBody(ctx.req, { parsed: bodyOf(ctx), limit: bodyLimit }),
      signal: clientSignal(ctx.res),
      principal: ctx.state.user,
      takesStream: true,
    })
    const content = stream === undefined ? (body ?? null) : readableFor(ctx, stream)
    // Somebody has answered already, or has begun to: what is added would be taken for a part of it.
    if (ctx.headerSent) return void leave(content)
    // In this order: a body sets the status and a content type of its own.
    ctx.body = content
    ctx.status = status
    ctx.set(headers)
  }
}

/** Koa 2 leaves an answer whose stream broke off open: its connection is to be cut. */
function readableFor({ res }: Context, stream: AsyncIterable<string>): Readable {
  return Readable.from(stream).once('error', () => res.destroy())
}

/** Nobody reads it, and it may keep a connection of a store. */
function leave(content: Readable | string | null): void {
  if (content instanceof Readable) content.destroy()
}

/** What a body parser before us has made of the body. */
function bodyOf({ request }: Context): unknown {
  return 'body' in request ? request.body : undefined
}

/** A request target may be in absolute form (RFC 9112 §3.2.2). */
function withoutOrigin(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*/i, '')
}

/** The path and query below the mount, undecoded, or `undefined` for a path that is not below it. */
function urlBelow(mount: string, url: string): string | undefined {
  if (!url.startsWith(mount)) return undefined
  const below = url.slice(mount.length)
  if (below.startsWith('/')) return below
  return below === '' || below.startsWith('?') ? `/${below}` : undefined
}

/**
 * What middleware around us, such as koa-mount, has cut off the front of the path. It leaves a slash where nothing is
 * left.
 */
function cutOff(originalUrl: string, url: string): string {
  const [original = ''] = withoutOrigin(originalUrl).split('?', 1)
  const [path = ''] = url.split('?', 1)
  if (original.endsWith(path)) return original.slice(0, original.length - path.length)
  return path === '/' ? original : ''
}
