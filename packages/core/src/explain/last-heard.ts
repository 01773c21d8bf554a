import { type Finding, findingOf } from '../errors/finding.ts'
import type { LoggedEntry, ProvisioningLog } from '../store/provisioning-log.ts'

/** What somebody misses: a resource by its id, one by the name it would be created under, a type, or anything at all. */
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

/** How far a subject, which no log looks up by, is looked for. */
const furthest = 1000

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
  const { subject, ...resource } = missed
  const entries = await log.query(tenant, { ...resource, limit: subject === undefined ? 1 : furthest })
  const entry = entries.find((each) => subject === undefined || isAbout(each, subject))
  const about = { resourceType: missed.resourceType, resourceId: missed.resourceId }
  return { entry, finding: findingOf('NOTHING_HEARD', { what: nameOf(missed), since: entry?.at }, about) }
}

function isAbout({ subject, lookup }: LoggedEntry, name: string): boolean {
  const names = [subject, lookup?.value].map((value) => value?.toLowerCase())
  return names.includes(name.toLowerCase())
}

function nameOf({ resourceType = 'anything', resourceId, subject }: Missed): string {
  const named = subject ?? resourceId
  return named === undefined ? resourceType : `${resourceType} "${named}"`
}
