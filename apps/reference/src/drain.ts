import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** How to end a server that was just made: no new requests, and no end before the last one under way is answered. */
export function drainOf(server: Server): () => Promise<void> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const sweep = (): void => {
    // `close` ends the connections that are idle now; one that is kept alive after its last answer is idle later.
    server.closeIdleConnections()
    // Browsers and load balancers connect in advance. For Node a connection is not idle before its first request.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
  return async () => {
    const sweeping = setInterval(sweep, 50)
    await new Promise((resolve) => server.close(resolve))
    clearInterval(sweeping)
  }
}
