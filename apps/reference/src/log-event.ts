import type { OperationEvent, ScimEvent, ScimRequest } from '@scimkit/core'
import type { Logger } from 'pino'
import { causeTeller, type TellCause } from './cause-teller.ts'

/** Gives what writes the line of a request: an error when it is ours, a piece of information otherwise. */
export function eventLogger(log: Logger): (event: ScimEvent, request: ScimRequest) => void {
  const tellCause = causeTeller()
  return (event, request) => {
    log[levelOf(event)]({ ...lineOf(event, tellCause), clientRequestId: clientRequestIdOf(request) }, 'request')
    // Those of a bulk request that succeeded need no line each; those that failed have a reason.
    const { requestId, tenant, client, operations = [] } = event
    for (const operation of operations)
      if (operation.outcome === 'failure')
        log[levelOf(operation)]({ requestId, tenant, client, ...partOf(operation, tellCause) }, 'operation')
  }
}

/** What the profile does not have is nobody's to mend here, although it is answered with 501 (RFC 7644 §3.12). */
function levelOf({ status }: OperationEvent): 'error' | 'info' {
  return status >= 500 && status !== 501 ? 'error' : 'info'
}

/**
 * What the log says about a request. Member by member: what an event gains later must not get into logs by itself, and
 * of people there is nothing here but ids.
 */
function lineOf(event: ScimEvent, tellCause: TellCause): object {
  const { requestId, tenant, client, normalisations, durationMs } = event
  return { requestId, tenant, client, ...partOf(event, tellCause), normalisations, durationMs }
}

/** What the client, or a proxy in front, calls the request: only what looks like an id, for it may say anything. */
function clientRequestIdOf({ headers }: ScimRequest): string | undefined {
  const id = headers['x-request-id']
  return typeof id === 'string' && /^[\w.:/+=-]{1,128}$/.test(id) ? id : undefined
}

function partOf(event: OperationEvent, tellCause: TellCause): object {
  const { method, operation, resourceType, resourceId, status, effect, errorCode, findings } = event
  return { method, operation, resourceType, resourceId, status, effect, errorCode, findings, err: tellCause(event) }
}

/** Only the stack of what was thrown: drivers hang the values of a row on their errors. */
export function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : undefined
}
