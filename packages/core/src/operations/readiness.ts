import { describeError, type ErrorCode } from '../errors/catalogue.ts'
import type { FindingEntry } from '../errors/define-finding.ts'
import type { Finding } from '../errors/finding.ts'
import { findings } from '../errors/findings.ts'
import type { JsonObject } from '../schema/json.ts'
import type { OperationContext, Outcome } from './context.ts'

/**
 * GET /readiness: the report as warnings, for whoever is about to switch SCIM on (B-28). It is no message of SCIM's. A
 * report is bounded, so it says how many of the accounts it is about.
 */
export async function readiness({ settings, principal }: OperationContext): Promise<Outcome> {
  if (settings.readiness === undefined) throw new Error('Nothing tells about the readiness of tenants')
  const { tenant, at, accounts, findings: found } = await settings.readiness(principal.tenant)
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: { tenant, at, accounts, warnings: found.map((finding) => toWarning(finding, settings.help)) },
  }
}

function toWarning({ code, message, resourceType, resourceId }: Finding, help: string): JsonObject {
  const { id, severity } = rowOf(code)
  return {
    code,
    id,
    severity,
    message,
    ...(resourceType !== undefined && { resourceType }),
    ...(resourceId !== undefined && { resourceId }),
    help: `${help}/${id}`,
  }
}

/** An error is always a problem; a finding says how bad it is. */
function rowOf(code: Finding['code']): Pick<FindingEntry, 'severity'> & { readonly id: string } {
  return isError(code) ? { id: describeError(code).id, severity: 'problem' } : findings[code]
}

function isError(code: Finding['code']): code is ErrorCode {
  return !Object.hasOwn(findings, code)
}
