import { isScimError } from '@scimkit/core'
import type { Logger } from 'pino'
import type { FoundRoute } from './find-route.ts'
import { Refusal } from './refusal.ts'

/** What a request to the administration API came to. */
export interface AdminRequest {
  readonly requestId: string
  /** By the clock of `performance`. */
  readonly at: number
  readonly method: string
  readonly found: FoundRoute | undefined
  readonly status: number
  /** What was thrown. */
  readonly cause: unknown
}

/** Writes the line of a request: who changed what can be read from it. It holds ids, and never a body or a header. */
export function recordRequest({ log }: { readonly log: Logger }, request: AdminRequest): void {
  const { requestId, at, method, found, status, cause } = request
  const { tenant, id, brake } = found?.params ?? {}
  const line = {
    requestId,
    method,
    admin: found?.route.path,
    tenant,
    // What nothing was found by is no id: it may be a name or an address.
    ...(!isScimError(cause, 'RESOURCE_NOT_FOUND') && { id, brake }),
    status,
    errorCode: isScimError(cause) ? cause.code : undefined,
    err: isOurs(cause) ? undefined : stackOf(cause),
    durationMs: performance.now() - at,
  }
  log[status >= 500 ? 'error' : 'info'](line, 'admin request')
}

function isOurs(cause: unknown): boolean {
  return cause === undefined || cause instanceof Refusal || isScimError(cause)
}

/** Only the stack: drivers hang the values of a row on their errors. */
function stackOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.stack : String(cause)
}
