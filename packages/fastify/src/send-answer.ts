import { Readable } from 'node:stream'
import type { ScimResponse } from '@scimkit/core'
import type { FastifyReply } from 'fastify'

/**
 * Sends what the handler answers: as a string, so that it leaves in one write with the headers. A serializer of our own
 * keeps Fastify from adding a charset to the media type, and a host's serializer from changing the bytes.
 */
export function sendAnswer(reply: FastifyReply, { status, headers, body, stream }: ScimResponse): void {
  const content = stream === undefined ? body : leftWith(reply, stream)
  // Somebody has answered already, or has begun to: what is added would be taken for a part of it.
  if (isAnswered(reply)) return
  reply.code(status).headers(headers).serializer(asItIs).send(content)
}

function isAnswered({ sent, raw }: FastifyReply): boolean {
  return sent || raw.headersSent
}

/**
 * The stream, left when the response is over, and at once when somebody has answered already: a reader keeps a
 * connection.
 */
function leftWith(reply: FastifyReply, stream: AsyncIterable<string>): Readable {
  const source = Readable.from(stream).on('error', ignore)
  if (isAnswered(reply)) source.destroy()
  else reply.raw.once('close', () => source.destroy())
  return source
}

function ignore(): void {
  // A stream that breaks off has the connection cut, and the event of the request tells why.
}

function asItIs(body: string): string {
  return body
}
