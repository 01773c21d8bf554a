// ScimKit in a Koa application.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { scimKoa } from '@scimkit/koa'
import { createMemoryStore } from '@scimkit/memory'
import Koa from 'koa'
import { provision } from '../provision.ts'

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const app = new Koa()
app.use(scimKoa(handler, { prefix: '/scim/v2' }))
app.use((context) => {
  context.body = 'the rest of the application'
})

const server = app.listen(0)
await once(server, 'listening')
// A server that listens on a port has an address.
const { port } = server.address() as AddressInfo
await provision(`http://localhost:${port}/scim/v2`, 'secret')
server.close()
