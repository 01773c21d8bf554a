import { type Finding, findingOf } from '../errors/finding.ts'
import { clip } from '../errors/scim-error.ts'
import type { LoggedEntry, ProvisioningLog } from '../store/provisioning-log.ts'
import { hide, type Redact } from './redact.ts'

/**
 * What somebody misses: a resource by its id, one by the name it would be created under, a type, or anything at all.
 */
export interface Missed {
  readonly resourceType?: string | undefined
  readonly resourceId?: string | undefined
  readonly subject?: string | undefined
  /** That of the handler, where it has one: the log has hidden names then. */
  readonly redact?: Redact | undefined
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
export async function lastHeard(log: ProvisioningLog, tenant: string, { redact, ...missed }: Missed): Promise<Heard> {
  const found = await Promise.all(
    formsOf(missed.subject, redact).map((subject) => log.query(tenant, { ...missed, subject, limit: 1 })),
  )
  const [entry] = found.flat().toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const about = { resourceType: missed.resourceType, resourceId: missed.resourceId }
  return { entry, finding: findingOf('NOTHING_HEARD', { what: nameOf(missed), since: entry?.at }, about) }
}

/** A log compares the letters A to Z without regard to case, and all others as they are; people do not care which. */
function formsOf(subject: string | undefined, redact: Redact | undefined): readonly (string | undefined)[] {
  if (subject === undefined) return [undefined]
  const text = subject.normalize('NFC')
  const forms = [subject, text, text.toLowerCase(), text.toUpperCase()]
  return [...new Set(forms.map((form) => clip(hide(form, redact))))]
}

function nameOf({ resourceType = 'anything', resourceId, subject }: Missed): string {
  const named = subject ?? resourceId
  return named === undefined ? resourceType : `${resourceType} "${named}"`
}
