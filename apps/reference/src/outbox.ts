import {
  createOutboxWorker,
  type Database,
  type FailedAttempt,
  type OutboxWorker,
  webhookSink,
} from '@scimkit/postgres'
import type { Logger } from 'pino'
import { stackOf } from './log-event.ts'
import type { Options } from './options/options.ts'

/**
 * How long a receiver may take. Less than a server that is stopped waits, so that what is under way can be finished.
 */
const timeout = 8_000

interface Surroundings {
  readonly outbox: Database | undefined
  readonly log: Logger
}

/** Sends events to the receiver of the options until it is stopped; undefined where there is none. */
export function startOutbox(
  { webhook, resourceTypes }: Pick<Options, 'webhook' | 'resourceTypes'>,
  { outbox, log }: Surroundings,
): OutboxWorker | undefined {
  if (webhook === undefined || outbox === undefined) return undefined
  const worker = createOutboxWorker(outbox, {
    sink: webhookSink({ ...webhook, timeout }),
    resourceTypes,
    onError: (error, attempt) => logFailure(log, error, attempt),
  })
  worker.start()
  return worker
}

/** Ids and codes: what an event is about is in it, and where it goes has its secrets. */
function logFailure(log: Logger, error: unknown, attempt: FailedAttempt | undefined): void {
  if (attempt === undefined) {
    log.error({ err: stackOf(error) }, 'events cannot be read')
    return
  }
  const { event, attempts, givenUp } = attempt
  const { tenant, resourceType } = event
  const problem = error instanceof Error ? error.message : undefined
  const line = { eventId: event.jti, tenant, resourceType, resourceId: event.sub_id.id, attempts, problem }
  log[givenUp ? 'error' : 'warn'](line, givenUp ? 'event given up' : 'event not delivered')
}
