import { ScimError } from '@scimkit/core'
import { Webhook } from 'standardwebhooks'
import type { OutboxSink } from './outbox-worker.ts'

/** Where a webhook goes, and how its receiver knows that it is genuine. */
export interface WebhookOptions {
  /** `https:`, or `http:` on this machine. */
  readonly url: string
  /** What receiver and sender share: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string
  /** `fetch` when left out; another one e.g. to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Milliseconds after which an attempt has failed; 15 000 when left out. */
  readonly timeout?: number | undefined
}

/**
 * A receiver that is called, as Standard Webhooks 1.0 has it: the event as JSON, with `webhook-id`, `webhook-timestamp`
 * and `webhook-signature`. It answers 2xx when it has the event, 410 when it wants it no more; everything else is tried
 * again, redirects too.
 *
 * @throws ScimError `CONFIGURATION` when the URL or the secret is not as it has to be
 * @example
 * ```ts
 * const sink = webhookSink({ url: 'https://app.example.com/hooks/scim', secret: process.env.WEBHOOK_SECRET ?? '' })
 * webhookSink({ url: 'app.example.com', secret: process.env.WEBHOOK_SECRET ?? '' }) // throws CONFIGURATION
 * ```
 */
export function webhookSink(options: WebhookOptions): OutboxSink {
  const { fetch = globalThis.fetch, timeout = 15_000 } = options
  const url = targetOf(options.url)
  const webhook = signerWith(options.secret)
  return async (event, signal) => {
    const body = JSON.stringify(event)
    const now = new Date()
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': event.jti,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': webhook.sign(event.jti, now, body),
      },
      // What is signed for one receiver is not for wherever it points.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    }).catch(refuseToBeSilent)
    await response.body?.cancel()
    if (response.ok) return 'delivered'
    if (response.status === 410) return 'refused'
    throw new Error(`The receiver answered ${response.status}.`)
  }
}

/** `fetch failed` alone says nothing: the reason stands in the cause. */
function refuseToBeSilent(error: unknown): never {
  const { cause } = error instanceof Error ? error : {}
  if (!(cause instanceof Error)) throw error
  const reason = 'code' in cause ? String(cause.code) : cause.message
  throw new Error(`The receiver could not be reached: ${reason}.`, { cause: error })
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

function targetOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '')
    refuse('url', 'it must be an https: URL without credentials, or http: on a loopback address')
  return url
}

const secretShape = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/

function signerWith(secret: string): Webhook {
  const bytes = atob(secretShape.exec(secret)?.[1] ?? '').length
  if (bytes < 24 || bytes > 64) refuse('secret', 'it must be whsec_ followed by 24 to 64 bytes in base64')
  return new Webhook(secret)
}

function refuse(option: 'url' | 'secret', problem: string): never {
  throw new ScimError('CONFIGURATION', { where: `webhookSink.${option}`, problem })
}
