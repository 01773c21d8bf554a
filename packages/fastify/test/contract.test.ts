import {
  describeAdapterContract,
  type Host,
  type HostOptions,
  type KnownDifference,
} from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import Fastify, { type FastifyInstance } from 'fastify'
import { scimFastify } from '../src/index.ts'

const skip = [
  {
    case: 'a malformed percent-encoding reaches the handler',
    reason: 'the router of Fastify answers it before any plugin is asked',
  },
  {
    case: 'a body with an empty content type arrives',
    reason: 'Fastify takes an empty one for one that is no media type; no client is known to send it',
  },
] as const satisfies KnownDifference[]

function addHost(app: FastifyInstance): void {
  app.decorateRequest('user')
  app.addHook('onRequest', async (request) => {
    Object.assign(request, { user: request.headers['x-principal'] })
  })
  app.get('/host', async () => 'host')
}

async function listen(app: FastifyInstance): Promise<Host> {
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  return { origin, close: () => app.close() }
}

describeAdapterContract('fastify 5, bare', {
  listen: (handler, { prefix, bodyLimit, trustProxy }) => {
    const app = Fastify({ trustProxy })
    addHost(app)
    app.register(scimFastify, { prefix, handler, bodyLimit })
    return listen(app)
  },
  skip,
})

describeAdapterContract('fastify 5, nested, with a logger, a body parser, a serializer and an error handler', {
  listen: (handler, options) => {
    const app = Fastify({ trustProxy: options.trustProxy, logger: { stream: { write: () => {} } } })
    addHost(app)
    app.addContentTypeParser('application/scim+json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    app.setReplySerializer((payload) => JSON.stringify({ wrapped: payload }))
    app.setErrorHandler((_error, _request, reply) => reply.code(500).send({ error: 'the host has a problem' }))
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not here' }))
    registerNested(app, handler, options)
    return listen(app)
  },
  skip,
})

/** The first segment of the prefix belongs to a plugin around ours. */
function registerNested(app: FastifyInstance, handler: ScimHandler, { prefix, bodyLimit }: HostOptions): void {
  const [, outer, inner] = /^(\/?[^/]+)(.+)$/.exec(prefix) ?? []
  if (outer === undefined || inner === undefined) throw new Error(`${prefix} is no prefix of two segments.`)
  app.register(
    async (parent) => {
      parent.register(scimFastify, { prefix: inner, handler, bodyLimit })
    },
    { prefix: outer },
  )
}
