import { METHODS } from 'node:http'
import { ScimError, toErrorResponse } from '@scimkit/core'
import { scimFastify } from '@scimkit/fastify'
import { type FastifyReply, fastify } from 'fastify'
import { answerElsewhere } from './answer-elsewhere.ts'
import { type Mounted, type Mounting, mountPath } from './mounted.ts'

/** SCIM in a Fastify application. */
export async function mountOnFastify({ handler, trustProxy }: Mounting): Promise<Mounted> {
  const app = fastify({ trustProxy, frameworkErrors: (_error, _request, reply) => void answerBadUrl(reply) })
  // A method it does not know, it takes for a path it does not know.
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  // Before Fastify reads the body, which it would answer in its own words.
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done()
    reply.hijack()
    answerElsewhere(request.raw, reply.raw, request)
  })
  app.register(scimFastify, { prefix: mountPath, handler })
  await app.ready()
  return { listener: app.routing, close: () => app.close() }
}

/** Fastify decodes the path before it looks for a plugin, so that no plugin can answer a path it cannot decode. */
function answerBadUrl(reply: FastifyReply): FastifyReply {
  const { status, headers, body } = toErrorResponse(new ScimError('URL_ENCODING', { part: 'path' }))
  return reply.code(status).headers(headers).serializer(String).send(body)
}
