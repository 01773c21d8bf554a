import type { OperationEvent, ScimEvent } from '@scimkit/core'

/** A line for a request, and one for each operation of a bulk request that failed. */
export function linesOf(event: ScimEvent): string {
  const { operations = [], normalisations, durationMs } = event
  const failed = operations.filter(({ outcome }) => outcome === 'failure')
  const more = [...Object.keys(normalisations), `${Math.round(durationMs)} ms`]
  return [lineOf(event, more), ...failed.map((operation) => `  ${lineOf(operation)}`)].join('')
}

/** Codes and ids, and no values: of people there is nothing here. What is ours to find comes with where it happened. */
function lineOf(event: OperationEvent, more: readonly string[] = []): string {
  const { method, status, operation, resourceType, resourceId, effect, errorCode, findings, cause } = event
  const words = [method, status, operation, resourceType, resourceId, effect, errorCode, ...findings, ...more]
  const line = [...new Set(words)].filter((word) => word !== undefined).join(' ')
  return cause instanceof Error ? `${line}\n${cause.stack}\n` : `${line}\n`
}
