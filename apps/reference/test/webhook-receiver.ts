import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OutgoingEvent } from '@scimkit/postgres'
import { Webhook } from 'standardwebhooks'

/** `whsec_` and 32 bytes. */
export const webhookSecret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`

/** A receiver of webhooks as `docs/guide/operate.md` has it: what is not signed is not taken. */
export interface WebhookReceiver {
  readonly url: string
  /** What came and was genuine, in the order it came. */
  readonly events: readonly OutgoingEvent[]
  /** How many calls were not. */
  readonly forged: () => number
  close(): Promise<void>
}

/** Starts a receiver that does something with each call; it takes it when that is left out. */
export async function startWebhookReceiver(
  react: (response: ServerResponse) => void = (response) => void response.writeHead(204).end(),
): Promise<WebhookReceiver> {
  const webhook = new Webhook(webhookSecret)
  const events: OutgoingEvent[] = []
  let forged = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    try {
      // Sound: the headers that are looked at come once, and what is signed is an event.
      events.push(webhook.verify(body, request.headers as Record<string, string>) as OutgoingEvent)
    } catch {
      forged += 1
    }
    react(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Sound: a server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks/in-the-url`,
    events,
    forged: () => forged,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
