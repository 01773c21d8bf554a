import type { ScimEvent } from '@scimkit/core'
import type { Logger } from 'pino'

/** Writes the line of a request: an error when it is ours, a piece of information otherwise. */
export function logEvent(log: Logger, event: ScimEvent): void {
  const level = event.status >= 500 ? 'error' : 'info'
  log[level](lineOf(event), 'request')
}

/**
 * What the log says about a request. Member by member: what an event gains later must not get into logs by itself, and
 * of people there is nothing here but ids.
 */
function lineOf(event: ScimEvent): object {
  const { requestId, tenant, client, method, operation, resourceType, resourceId } = event
  const { status, errorCode, normalisations, durationMs } = event
  const request = { requestId, tenant, client, method, operation, resourceType, resourceId }
  return { ...request, status, errorCode, normalisations, durationMs, err: stackOf(event.cause) }
}

/** Only the stack: drivers hang the values of a row on their errors. */
function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined
}
