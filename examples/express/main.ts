// ScimKit in an Express application.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { scimExpress } from '@scimkit/express'
import { createMemoryStore } from '@scimkit/memory'
import express from 'express'
import { provision } from '../provision.ts'

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const app = express()
app.use('/scim/v2', scimExpress(handler))
app.use(express.json()) // Body parsers come after.

const server = app.listen(0)
await once(server, 'listening')
// A server that listens on a port has an address.
const { port } = server.address() as AddressInfo
await provision(`http://localhost:${port}/scim/v2`, 'secret')
server.close()
