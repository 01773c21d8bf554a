import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it was on the wire. */
export interface Seen {
  readonly method: string
  readonly url: string
  /** Names and values as sent, in order. */
  readonly rawHeaders: readonly string[]
  readonly body: string
}

export interface StubAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Stub {
  readonly baseUrl: string
  readonly seen: readonly Seen[]
  close(): Promise<void>
}

/** A server that notes every request and answers what the test says. */
export async function startStub(answer: (request: Seen) => StubAnswer): Promise<Stub> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const noted = await note(request)
    seen.push(noted)
    const { status, headers = {}, body } = answer(noted)
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { baseUrl: `http://127.0.0.1:${port}/scim/v2`, seen, close }
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown): StubAnswer {
  return { status, headers: { 'content-type': 'application/scim+json' }, body: JSON.stringify(body) }
}

async function note(request: IncomingMessage): Promise<Seen> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { method = '', url = '', rawHeaders } = request
  return { method, url, rawHeaders, body: Buffer.concat(chunks).toString('utf8') }
}
