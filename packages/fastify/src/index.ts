import { Readable } from 'node:stream'
import {
  clientSignal,
  defaultBodyLimit,
  type NodeBody,
  readNodeBody,
  ScimError,
  type ScimHandler,
  type ScimResponse,
  toErrorResponse,
} from '@scimkit/core'
import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'

/** Options of {@link scimFastify}; `prefix` is Fastify's own. */
export interface ScimFastifyOptions {
  /** What `createScimHandler` has made. */
  readonly handler: ScimHandler
  /** In bytes; 10 MiB unless set. Fastify's own `bodyLimit` does not count here. */
  readonly bodyLimit?: number
}

/**
 * Serves SCIM below the prefix the plugin is registered with. Encapsulated: the host's parsers stay as they are, its
 * hooks run, and its error handler keeps every error but the one about the content type.
 *
 * `request.user`, if the host has set it, is the principal; `trustProxy` decides about `X-Forwarded-*`. A path with a
 * malformed percent-encoding never gets here: Fastify answers it; see its option `frameworkErrors`.
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
  // As many segments as the prefix has, whatever they are in this request: a prefix may hold parameters, and may come
  // percent-encoded. The request target may be in absolute form (RFC 9112 §3.2.2).
  const depth = app.prefix.split('/').filter(Boolean).length
  const target = new RegExp(`^(?:https?://[^/?]*)?((?:/[^/?]*){${depth}})/?(.*)$`, 'i')

  // The body stays the unread stream, as the host's `preParsing` hooks left it: it is read with our limit, if at all.
  app.removeAllContentTypeParsers()
  // By an expression that every type matches: Fastify remembers what it has found for a type, but not for `*`.
  app.addContentTypeParser(/^/, (_request, payload, parsed) => parsed(null, payload))
  app.setErrorHandler<FastifyError>(answerContentType)

  const serve = (request: FastifyRequest, reply: FastifyReply): void => {
    const [, mount = '', below = ''] = target.exec(request.url) ?? []
    handler({
      method: request.method,
      url: `/${below}`,
      baseUrl: `${request.protocol}://${request.host}${mount}`,
      headers: request.headers,
      // Sound: only the parser above sets a body, and what it sets is the stream.
      readBody: () => readNodeBody((request.body ?? request.raw) as NodeBody, bodyLimit),
      signal: clientSignal(reply.raw),
      principal: 'user' in request ? request.user : undefined,
      takesStream: true,
    }).then(
      (response) => send(reply, response),
      (error) => reply.send(error),
    )
  }
  app.all('/', serve)
  app.all('/*', serve)
  done()
}

const aboutContentType: ReadonlySet<string> = new Set([
  'FST_ERR_CTP_INVALID_MEDIA_TYPE',
  // Where the host has added QUERY, whose requests have one by definition.
  'FST_ERR_ROUTE_MISSING_CONTENT_TYPE',
])

/**
 * Fastify refuses a content type that is no media type before any parser is asked. It is not handed on: the hooks of the
 * host that say who asks have not run. All else is the host's to answer.
 */
function answerContentType(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!aboutContentType.has(error.code)) throw error
  const contentType = request.headers['content-type'] ?? ''
  return send(reply, toErrorResponse(new ScimError('UNSUPPORTED_MEDIA_TYPE', { contentType })))
}

/**
 * As a string, so that it leaves in one write with the headers. A serializer of our own keeps Fastify from adding a
 * charset to the media type, and a host's serializer from changing the bytes.
 */
function send(reply: FastifyReply, { status, headers, body, stream }: ScimResponse): FastifyReply {
  const content = stream === undefined ? body : leftWith(reply, stream)
  return reply.code(status).headers(headers).serializer(asItIs).send(content)
}

/** The stream, left when the response is over, and at once when somebody has answered already: a reader keeps a connection. */
function leftWith({ sent, raw }: FastifyReply, stream: AsyncIterable<string>): Readable {
  const source = Readable.from(stream)
  if (sent) source.destroy()
  else raw.once('close', () => source.destroy())
  return source
}

function asItIs(body: string): string {
  return body
}
