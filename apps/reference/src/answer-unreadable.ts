import { maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'

interface Refusal {
  readonly status: number
  readonly detail: string
}

/** By the code of the error, with the statuses Node has for them. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    detail: `The URL and the headers together are longer than ${maxHeaderSize} bytes. Send a long filter in a POST to "/.search" (RFC 7644 §3.4.3).`,
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The extensions of the chunks are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request did not come to its end in time.' },
}

const unreadable: Refusal = {
  status: 400,
  detail:
    'This is no HTTP request that can be read. It may be TLS on a port without it, or hold characters in the path that are not percent-encoded.',
}

/**
 * Answers what Node cannot read, and logs it: no framework sees it, there is no event, and Node by itself says nothing
 * but the status.
 */
export function answerUnreadable(server: Server, log: Logger): void {
  const underWay = new WeakMap<Duplex, Set<ServerResponse>>()
  server.on('request', ({ socket }, response) => {
    const responses = underWay.get(socket) ?? new Set()
    underWay.set(socket, responses.add(response))
    response.once('close', () => responses.delete(response))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const { code = '' } = error
    const [oldest] = underWay.get(socket) ?? []
    // Bytes of ours in the middle of an answer would be taken for a part of it.
    if (code === 'ECONNRESET' || !socket.writable || oldest?.headersSent) return void socket.destroy()
    const refusal = refusals[code] ?? unreadable
    log.info({ status: refusal.status, code }, 'unreadable')
    socket.end(bytesOf(refusal), () => socket.destroy())
  })
}

function bytesOf({ status, detail }: Refusal): string {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  const body = JSON.stringify({ schemas, status: String(status), detail })
  const headers = {
    'content-type': 'application/scim+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}
