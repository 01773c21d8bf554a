import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import type { Logger } from 'pino'
import { logEvent } from './log-event.ts'
import { frameworks } from './mount/frameworks.ts'
import { mountPath } from './mount/mounted.ts'
import type { Options } from './options/options.ts'
import { withProbes } from './probes.ts'

/** A server that takes requests. */
export interface RunningServer {
  readonly baseUrl: string
  /** Takes no new requests, finishes those under way, and closes the store. */
  close(): Promise<void>
}

/** Starts a SCIM server. Rejects when the port cannot be had. */
export async function startServer(options: Options, log: Logger): Promise<RunningServer> {
  const { host, port, adapter, dialect, tokens, resourceTypes } = options
  const store = createMemoryStore()
  const handler = createScimHandler({
    store,
    authenticate: bearerTokens(tokens),
    ...(resourceTypes && { resourceTypes }),
    dialect,
    onEvent: (event) => logEvent(log, event),
  })
  const app = await frameworks[adapter](handler)
  const server = createServer(withProbes(() => store.ready(), app.listener))
  await listen(server, port, host)
  return {
    baseUrl: `${originOf(server)}${mountPath}`,
    close: async () => {
      await drain(server)
      await app.close()
      await store.close()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

/** Where a client on this machine finds the server. */
function originOf(server: Server): string {
  // Sound: a server that listens on a port has an address.
  const { address, port } = server.address() as AddressInfo
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** Ends when the last request under way is answered. */
async function drain(server: Server): Promise<void> {
  // `close` ends the connections that are idle now; one that is kept alive after its last answer is idle later.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(sweep)
}
