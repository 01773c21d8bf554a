import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'

/** A call that came in. */
export interface Call {
  readonly method: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string
  readonly calls: readonly Call[]
}

/** What a receiver does with a call. One that does nothing leaves its sender waiting. */
export type Reaction = (response: ServerResponse, call: Call) => void

/** Answers with a status and nothing else. */
export function answer(status: number, headers: Readonly<Record<string, string>> = {}): Reaction {
  return (response) => void response.writeHead(status, headers).end()
}

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** Starts a receiver that ends with the test. */
export async function startReceiver(react: Reaction): Promise<Receiver> {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const call = { method: request.method, headers: request.headers, body }
    calls.push(call)
    react(response, call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hooks`, calls }
}

/** `whsec_` and 32 bytes. */
export const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`
