import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { mountPath } from './listener.ts'

/** Where a server listens. */
export interface Place {
  readonly host: string
  /** 0 for a free one. */
  readonly port: number
}

/** A server that takes requests. */
export interface RunningServer {
  readonly baseUrl: string
  /** Takes no new requests and finishes those under way; what takes longer is cut off. Tells whether nothing was. */
  stop(): Promise<boolean>
}

/** Milliseconds that requests under way have to finish. */
const patience = 10_000

/** The names under which a machine listens on all its addresses; they are no address to connect to. */
const anywhere = ['0.0.0.0', '::']

/** Serves SCIM over HTTP. Rejects when the place cannot be had. */
export async function startServer(listener: RequestListener, { host, port }: Place): Promise<RunningServer> {
  const server = createServer(listener).listen(port, host)
  const sockets = socketsOf(server)
  await once(server, 'listening')
  // Sound: a server that listens on a port has an address.
  const real = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  const origin = `http://${anywhere.includes(host) ? 'localhost' : name}:${real.port}`
  return { baseUrl: `${origin}${mountPath}`, stop: () => stop(server, sockets) }
}

/** The connections there are at any time. */
function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

async function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<boolean> {
  let finished = true
  const cut = setTimeout(() => {
    finished = false
    server.closeAllConnections()
  }, patience)
  // `close` ends the connections that are idle now; one that is kept alive after its last answer is idle later.
  const sweep = setInterval(() => {
    server.closeIdleConnections()
    // Browsers and load balancers connect in advance. For Node a connection is not idle before its first request.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }, 50)
  await once(server.close(), 'close')
  clearInterval(sweep)
  clearTimeout(cut)
  return finished
}
