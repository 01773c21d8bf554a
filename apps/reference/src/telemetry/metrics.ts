import { collectDefaultMetrics, Registry } from '@prometheus-io/client'
import type { ScimEvent } from '@scimkit/core'
import type { Stores } from '../stores.ts'
import { countRequests } from './count-requests.ts'
import { gaugeOutbox } from './gauge-outbox.ts'
import { gaugeStores } from './gauge-stores.ts'

/** What Prometheus is told. */
export interface Metrics {
  readonly contentType: string
  /** Counts a request. */
  observe(event: ScimEvent): void
  /** Everything there is, in the text format. */
  text(): Promise<string>
}

/**
 * Metrics of one server: of its requests, its stores and its process. No label names a tenant, a client or a person:
 * each value of a label is a time series of its own, and so there are only as many as there are codes and types.
 */
export function createMetrics({ measured, outbox }: Pick<Stores, 'measured' | 'outbox'>): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  gaugeStores(register, measured)
  if (outbox !== undefined) gaugeOutbox(register, outbox)
  return { contentType: register.contentType, observe: countRequests(register), text: () => register.metrics() }
}
