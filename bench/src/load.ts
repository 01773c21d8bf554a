import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What is asked of a server, and for how long. */
export interface Load {
  readonly port: number
  /** Gives the next request, as it goes over the wire. */
  readonly next: () => string
  readonly seconds: number
}

/** So many requests are under way at a time, each on a connection of its own that is kept alive. */
const connections = 16

/**
 * Sends requests as fast as they are answered, and returns how many were answered per second.
 *
 * Made for two things that general load generators are not. It costs less than the server it asks, or else it would
 * measure itself. And it never sleeps: to wake a sleeping client costs the server that answers it an interrupt of the
 * other core, and the faster of two servers, whose client has no time to sleep, would be spared what the slower one
 * pays.
 *
 * @throws Error for an answer other than 2xx
 */
export async function requestsPerSecond({ port, next, seconds }: Load): Promise<number> {
  const sockets = Array.from({ length: connections }, () => connect({ port, host: '127.0.0.1', noDelay: true }))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const asking = sockets.map((socket) => new Asking(socket, next))
  const start = performance.now()
  for (const each of asking) each.send()
  const ended = await pollUntil(start + seconds * 1000)
  for (const socket of sockets) socket.destroy()
  const failed = asking.find(({ problem }) => problem !== undefined)
  if (failed !== undefined) throw new Error(failed.problem)
  return asking.reduce((sum, { answered }) => sum + answered, 0) / ((ended - start) / 1000)
}

/** An immediate that is always waiting keeps the event loop from sleeping. Resolves to the time it is. */
function pollUntil(end: number): Promise<number> {
  return new Promise((resolve) => {
    const poll = (): void => {
      const now = performance.now()
      if (now < end) setImmediate(poll)
      else resolve(now)
    }
    poll()
  })
}

/** One connection: a request, its answer, the next request. */
class Asking {
  answered = 0
  problem: string | undefined
  readonly #socket: Socket
  readonly #next: () => string
  #received: Buffer = Buffer.alloc(0)

  constructor(socket: Socket, next: () => string) {
    this.#socket = socket
    this.#next = next
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', ({ message }) => this.#fail(message))
    socket.on('end', () => this.#fail('The server closed the connection'))
  }

  send(): void {
    this.#socket.write(this.#next())
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headEnd = this.#received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = this.#received.toString('latin1', 0, headEnd)
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
    if (!head.startsWith('HTTP/1.1 2') || length === undefined) {
      this.#fail(head)
      return
    }
    if (this.#received.length < headEnd + 4 + Number(length)) return
    this.#received = this.#received.subarray(0, 0)
    this.answered += 1
    this.send()
  }

  #fail(problem: string): void {
    this.problem ??= problem
    this.#socket.destroy()
  }
}
