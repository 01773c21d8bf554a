import { type Finding, findingOf } from '../errors/finding.ts'
import type { LoggedEntry, ProvisioningLog } from '../store/provisioning-log.ts'

/**
 * What somebody misses: a resource by its id, one by the name it would be created under, a type, or anything at all.
 */
export interface Missed {
  readonly resourceType?: string | undefined
  readonly resourceId?: string | undefined
  readonly subject?: string | undefined
}

/** The last request about something, and what to say about it. */
export interface Heard {
  readonly entry: LoggedEntry | undefined
  readonly finding: Finding
}

/**
 * When the identity provider last spoke of something. Where nothing arrives, "no request has come" is the answer: SCIM
 * only pushes (failure 8).
 *
 * @example
 * ```ts
 * const { entry, finding } = await lastHeard(log, 'acme', { resourceType: 'User', subject: 'ada@example.com' })
 * entry // undefined
 * finding.message // 'No request about User "ada@example.com" …'
 * ```
 */
export async function lastHeard(log: ProvisioningLog, tenant: string, missed: Missed): Promise<Heard> {
  const [entry] = await log.query(tenant, { ...missed, limit: 1 })
  const about = { resourceType: missed.resourceType, resourceId: missed.resourceId }
  return { entry, finding: findingOf('NOTHING_HEARD', { what: nameOf(missed), since: entry?.at }, about) }
}

function nameOf({ resourceType = 'anything', resourceId, subject }: Missed): string {
  const named = subject ?? resourceId
  return named === undefined ? resourceType : `${resourceType} "${named}"`
}
