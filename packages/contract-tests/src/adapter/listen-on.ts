import type { Server } from 'node:http'
import type { Host } from './adapter-under-test.ts'

/**
 * Makes a {@link Host} of a Node server, on a free port.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http'
 *
 * const host = await listenOn(createServer((_, response) => response.end('hello')))
 * const response = await fetch(host.origin)
 * await response.text() // 'hello'
 * await host.close()
 * ```
 */
export async function listenOn(server: Server): Promise<Host> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  }
}
