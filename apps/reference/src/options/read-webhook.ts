import { type WebhookOptions, webhookSink } from '@scimkit/postgres'
import type { Given } from './flags.ts'
import { OptionsError } from './options-error.ts'
import type { Settings } from './settings.ts'

/** Where events are sent, and what they are signed with. */
export type Webhook = Pick<WebhookOptions, 'url' | 'secret'>

type WebhookSettings = Pick<Settings, 'webhook' | 'webhook-secret' | 'store'>

/**
 * The receiver of outgoing events; undefined when there is none.
 *
 * @throws OptionsError
 */
export function readWebhook(
  { webhook: url, 'webhook-secret': secret, store }: WebhookSettings,
  { sources }: Given,
): Webhook | undefined {
  if (url === undefined && secret === undefined) return undefined
  if (secret === undefined) throw new OptionsError(`${sources.webhook}: needs --webhook-secret too`)
  if (url === undefined) throw new OptionsError(`${sources['webhook-secret']}: needs --webhook too`)
  if (store === 'memory')
    throw new OptionsError(`${sources.webhook}: needs --store pglite:<dir> or postgres://…, where events wait`)
  try {
    webhookSink({ url, secret })
  } catch (error) {
    throw new OptionsError(inTermsOfSettings(String(error), sources))
  }
  return { url, secret }
}

/** `--webhook: it must be …`, where the package speaks of `webhookSink.url`. It says no secrets. */
function inTermsOfSettings(text: string, sources: Given['sources']): string {
  const [, option, problem = text] = /webhookSink\.(url|secret): (.*)$/.exec(text) ?? []
  return `${sources[option === 'secret' ? 'webhook-secret' : 'webhook']}: ${problem}`
}
