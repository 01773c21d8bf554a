import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bearerTokens, createScimHandler } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'

/** A request on its way to the server, its body as text. */
export interface FaultyRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer on its way back. */
export interface FaultyAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** A fault: what goes wrong between the client and a server that does everything right. */
export type Fault = (
  request: FaultyRequest,
  next: (request: FaultyRequest) => Promise<FaultyAnswer>,
) => Promise<FaultyAnswer>

/** A server with a fault. */
export interface FaultyServer {
  readonly baseUrl: string
  /** What the server itself got and answered, in order. */
  readonly seen: readonly FaultyRequest[]
  close(): Promise<void>
}

/** Starts one over an empty store; its token is `s3cret-token`. */
export async function startFaulty(fault: Fault): Promise<FaultyServer> {
  const seen: FaultyRequest[] = []
  const handler = createScimHandler({
    store: createMemoryStore(),
    authenticate: bearerTokens([{ tenant: 'acme', token: 's3cret-token' }]),
  })
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method = '', url = '' } = incoming
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const next = async ({ body, ...request }: FaultyRequest): Promise<FaultyAnswer> => {
      const answer = await handler({ ...request, baseUrl, readBody: async () => body })
      return { status: answer.status, headers: answer.headers, body: answer.body }
    }
    const request = { method, url: url.slice('/scim/v2'.length), headers, body: Buffer.concat(chunks).toString('utf8') }
    seen.push(request)
    const answer = await fault(request, next)
    outgoing.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const baseUrl = `http://127.0.0.1:${port}/scim/v2`
  return { baseUrl, seen, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
