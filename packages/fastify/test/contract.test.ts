import {
  describeAdapterContract,
  type Host,
  type HostOptions,
  type KnownDifference,
} from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import fastify, { type FastifyInstance } from 'fastify'
import oldestFastify from 'fastify-oldest'
import { scimFastify } from '../src/index.ts'

const malformed = {
  case: 'a malformed percent-encoding reaches the handler',
  reason: 'the router of Fastify answers it before any plugin is asked',
} as const satisfies KnownDifference

const slash = {
  case: 'below a prefix with a slash after it, the mount itself needs none',
  reason: 'every path of a plugin begins with the whole prefix',
} as const satisfies KnownDifference

/** Both ends of the range we promise. */
const versions = [
  // Sound for what is called here, which both have. Our types are checked against those of 5.0 apart.
  { version: 'fastify 5.0', Fastify: oldestFastify as unknown as typeof fastify, skip: [malformed, slash] },
  { version: 'fastify 5', Fastify: fastify, skip: [malformed, slash] },
]

function addHost(app: FastifyInstance): void {
  app.decorateRequest('user')
  app.addHook('onRequest', async (request) => {
    Object.assign(request, { user: request.headers['x-principal'] })
    if (request.headers['x-drain'] !== undefined) await request.raw.toArray()
  })
  app.addHook('preHandler', (request, reply, done) => {
    done()
    if (request.headers['x-impatient'] !== undefined) reply.code(503).send()
  })
  app.get('/host', async () => 'host')
}

async function listen(app: FastifyInstance): Promise<Host> {
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  return { origin, close: () => app.close() }
}

for (const { version, Fastify, skip } of versions) {
  describeAdapterContract(`${version}, bare`, {
    listen: (handler, { prefix, bodyLimit, trustProxy }) => {
      const app = Fastify({ trustProxy })
      addHost(app)
      app.register(scimFastify, { prefix, handler, bodyLimit })
      return listen(app)
    },
    skip,
  })

  describeAdapterContract(`${version}, nested, with a logger, a body parser, a serializer and an error handler`, {
    listen: (handler, options) => {
      const app = Fastify({ trustProxy: options.trustProxy, logger: { stream: { write: () => {} } } })
      addHost(app)
      app.addContentTypeParser(
        'application/scim+json',
        { parseAs: 'string' },
        app.getDefaultJsonParser('error', 'error'),
      )
      app.setReplySerializer((payload) => JSON.stringify({ wrapped: payload }))
      app.setErrorHandler((_error, _request, reply) => reply.code(500).send({ error: 'the host has a problem' }))
      app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not here' }))
      registerNested(app, handler, options)
      return listen(app)
    },
    skip,
  })

  describeAdapterContract(`${version}, behind middleware that leaves bytes`, {
    listen: (handler, { prefix, bodyLimit, trustProxy }) => {
      const app = Fastify({ trustProxy })
      addHost(app)
      app.addHook('onRequest', async ({ raw }) => {
        if (!raw.readableDidRead) Object.assign(raw, { body: Buffer.concat(await raw.toArray()) })
      })
      app.register(scimFastify, { prefix, handler, bodyLimit })
      return listen(app)
    },
    skip: [
      ...skip,
      {
        case: 'a body in a content coding is refused, and the answer says which are taken',
        reason: 'a parser in front is taken to have inflated it',
      },
    ],
  })
}

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
