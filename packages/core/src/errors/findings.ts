import { accountFindings } from './account.findings.ts'
import { clientFindings } from './client.findings.ts'
import type { FindingEntry } from './define-finding.ts'
import { groupFindings } from './group.findings.ts'
import { readinessFindings } from './readiness.findings.ts'

/**
 * Every finding ScimKit can make, by code.
 *
 * @example
 * ```ts
 * findings.USER_NAME_KEPT.id // 'SCIM8001'
 * ```
 */
export const findings = { ...accountFindings, ...groupFindings, ...clientFindings, ...readinessFindings } as const

/** The name of a row, e.g. `'USER_NAME_KEPT'`. */
export type FindingCode = keyof typeof findings

/** What the message of a finding is made of. */
export type FindingParams<Code extends FindingCode> = Parameters<(typeof findings)[Code]['detail']>[0]

/**
 * The row of a code, without the types that are special to it.
 *
 * @example
 * ```ts
 * describeFinding('USER_NAME_KEPT') // { id: 'SCIM8001', severity: 'warning', … }
 * ```
 */
export function describeFinding(code: FindingCode): FindingEntry {
  return findings[code]
}
