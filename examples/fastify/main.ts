// ScimKit in a Fastify application.
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { scimFastify } from '@scimkit/fastify'
import { createMemoryStore } from '@scimkit/memory'
import fastify from 'fastify'
import { provision } from '../provision.ts'

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const app = fastify()
await app.register(scimFastify, { prefix: '/scim/v2', handler })

await app.listen({ port: 0 })
await provision(`${app.listeningOrigin}/scim/v2`, 'secret')
await app.close()
