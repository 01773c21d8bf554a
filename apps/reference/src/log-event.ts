import type { OperationEvent, ScimEvent } from '@scimkit/core'
import type { Logger } from 'pino'

/** Writes the line of a request: an error when it is ours, a piece of information otherwise. */
export function logEvent(log: Logger, event: ScimEvent): void {
  log[levelOf(event)](lineOf(event), 'request')
  // Those of a bulk request that succeeded need no line each; those that failed have a reason.
  const { requestId, tenant, client, operations = [] } = event
  for (const operation of operations)
    if (operation.outcome === 'failure')
      log[levelOf(operation)]({ requestId, tenant, client, ...partOf(operation) }, 'operation')
}

function levelOf({ status }: OperationEvent): 'error' | 'info' {
  return status >= 500 ? 'error' : 'info'
}

/**
 * What the log says about a request. Member by member: what an event gains later must not get into logs by itself, and
 * of people there is nothing here but ids.
 */
function lineOf(event: ScimEvent): object {
  const { requestId, tenant, client, normalisations, durationMs } = event
  return { requestId, tenant, client, ...partOf(event), normalisations, durationMs }
}

function partOf({
  method,
  operation,
  resourceType,
  resourceId,
  status,
  effect,
  errorCode,
  findings,
  cause,
}: OperationEvent): object {
  return { method, operation, resourceType, resourceId, status, effect, errorCode, findings, err: stackOf(cause) }
}

/** Only the stack of what was thrown: drivers hang the values of a row on their errors. */
export function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined
}
