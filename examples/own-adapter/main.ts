// ScimKit on a server of Node without a framework: the adapter of docs/guide/own-adapter.md.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { provision } from '../provision.ts'
import { withScim } from './with-scim.ts'

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const elsewhere: RequestListener = (_, res) => res.writeHead(404).end()
const server = createServer(withScim(handler, { prefix: '/scim/v2', elsewhere }))
server.listen(0)
await once(server, 'listening')
// A server that listens on a port has an address.
const { port } = server.address() as AddressInfo
await provision(`http://localhost:${port}/scim/v2`, 'secret')
server.close()
