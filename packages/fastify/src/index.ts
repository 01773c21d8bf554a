import { clientSignal, defaultBodyLimit, type NodeBody, type ScimHandler, takeNodeBody } from '@scimkit/core'
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import { takeAnyContentType } from './any-content-type.ts'
import { sendAnswer } from './send-answer.ts'
import { splitterFor } from './split-url.ts'

/** Options of {@link scimFastify}; `prefix` is Fastify's own. */
export interface ScimFastifyOptions {
  /** What `createScimHandler` has made. */
  readonly handler: ScimHandler
  /** In bytes; 10 MiB unless set. Fastify's own `bodyLimit` does not count here. */
  readonly bodyLimit?: number | undefined
}

/**
 * Serves SCIM below the prefix the plugin is registered with. Encapsulated: the host's parsers and error handler stay
 * as they are, and its hooks run.
 *
 * `request.user`, if the host has set it, is the principal; `trustProxy` decides about `X-Forwarded-*`. A path with a
 * malformed percent-encoding never gets here: Fastify answers it; see its option `frameworkErrors`. Nor does a method
 * that Fastify does not know where the plugin has no prefix of its own; see `addHttpMethod`. Write the prefix without a
 * slash at its end: with one, Fastify takes the prefix itself for another path.
 *
 * @example
 * ```ts
 * import Fastify from 'fastify'
 *
 * const app = Fastify()
 * app.register(scimFastify, { prefix: '/scim/v2', handler })
 * const { statusCode } = await app.inject({ url: '/scim/v2/Users', headers: { authorization: 'Bearer s3cret' } })
 * statusCode // 200
 * ```
 */
export const scimFastify: FastifyPluginCallback<ScimFastifyOptions> = (app, options, done) => {
  const { handler, bodyLimit = defaultBodyLimit } = options
  const split = splitterFor(app)
  const putContentTypeBack = takeAnyContentType(app)

  const serve = (request: FastifyRequest, reply: FastifyReply): void => {
    const { raw } = request
    putContentTypeBack(raw)
    const { mount, below } = split(request.url)
    handler({
      method: request.method,
      url: below,
      baseUrl: `${request.protocol}://${request.host || 'localhost'}${mount}`,
      headers: request.headers,
      // Sound: only the parser we have added sets a body, and what it sets is the stream.
      readBody: () => takeNodeBody((request.body ?? raw) as NodeBody, { parsed: bodyOf(raw), limit: bodyLimit }),
      signal: clientSignal(reply.raw),
      principal: 'user' in request ? request.user : undefined,
      takesStream: true,
    }).then(
      (response) => sendAnswer(reply, response),
      (error) => reply.send(error),
    )
  }
  app.all('/', serve)
  app.all('/*', serve)
  // What is left are methods that Fastify does not know. At the root that would be everybody's.
  if (/[^/]/.test(ownPrefix(options))) app.setNotFoundHandler(serve)
  done()
}

/** Only with one of its own has a plugin what is not found to itself. */
function ownPrefix(options: object): string {
  return 'prefix' in options ? String(options.prefix) : ''
}

/** What middleware of Connect, which works on the request of Node, has made of the body. */
function bodyOf(raw: object): unknown {
  return 'body' in raw ? raw.body : undefined
}
