import { Counter, Histogram, type Registry } from '@prometheus-io/client'
import type { OperationEvent, ScimEvent } from '@scimkit/core'

const what = ['operation', 'resource_type'] as const
const outcome = [...what, 'status', 'error_code'] as const

/** In seconds: from a read by id to a group replaced as a whole. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Registers what is counted of requests, and gives what counts one. */
export function countRequests(register: Registry): (event: ScimEvent) => void {
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `scimkit_${name}`, help, labelNames: [...labelNames], registers: [register] })
  const requests = counter('requests_total', 'SCIM requests answered.', outcome)
  const parts = counter('bulk_operations_total', 'Operations of bulk requests.', outcome)
  const normalisations = counter('normalisations_total', 'What the dialect put right, by rule.', ['rule'])
  const findings = counter('findings_total', 'What administrators should know about requests, by code.', ['code'])
  const brakes = counter('brake_refusals_total', 'Operations that a brake of the profile has held.', ['brake'])
  const duration = new Histogram({
    name: 'scimkit_request_duration_seconds',
    help: 'How long SCIM requests took.',
    labelNames: [...what],
    buckets,
    registers: [register],
  })
  const countOne = (operation: OperationEvent): void => {
    for (const code of operation.findings) if (code !== operation.errorCode) findings.inc({ code })
    if (isBrake(operation.errorCode)) brakes.inc({ brake: operation.errorCode })
  }
  return (event) => {
    requests.inc(outcomeOf(event))
    duration.observe(whatOf(event), event.durationMs / 1000)
    for (const [rule, times] of Object.entries(event.normalisations)) normalisations.inc({ rule }, times)
    countOne(event)
    for (const part of event.operations ?? []) {
      parts.inc(outcomeOf(part))
      countOne(part)
    }
  }
}

/** An empty label is as good as none. */
function whatOf({ operation, resourceType }: OperationEvent) {
  return { operation: operation ?? '', resource_type: resourceType ?? '' }
}

function outcomeOf(event: OperationEvent) {
  return { ...whatOf(event), status: event.status, error_code: event.errorCode ?? '' }
}

function isBrake(code: string | undefined): code is `BRAKE_${string}` {
  return code?.startsWith('BRAKE_') ?? false
}
