import type { Finding } from '../errors/finding.ts'
import type { ScimError } from '../errors/scim-error.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { LogEntry, ProvisioningLog } from '../store/provisioning-log.ts'
import type { Store } from '../store/store.ts'
import type { Firsts } from './once.ts'
import type { Redact } from './redact.ts'
import type { Tally } from './tally.ts'

/** An operation that is over, and where to look to understand it. */
export interface Situation {
  /** As it will be logged, but for what the detectors find. */
  readonly entry: LogEntry
  readonly principal: Pick<Principal, 'tenant' | 'client' | 'expires'>
  readonly resourceType: ResourceType | undefined
  /** The types of resources there are. */
  readonly resourceTypes: readonly ResourceType[]
  readonly error: ScimError | undefined
  /** What the client sent. */
  readonly body: () => JsonObject | undefined
  /** The body of the response. */
  readonly shown: JsonObject | undefined
  readonly ignored: readonly string[]
  readonly log: ProvisioningLog
  readonly store: Store
  readonly policy: Policy
  readonly once: Firsts
  readonly tally: Tally
  readonly redact: Redact | undefined
}

/** Looks for one thing that an operation hides. It asks log and store only when it has reason to. */
export interface Detector {
  /** Whether there may be something to find: cheap, and false most of the time. */
  readonly applies: (situation: Situation) => boolean
  readonly find: (situation: Situation) => Finding | undefined | Promise<Finding | undefined>
}

/** What a finding of a situation is about. */
export function aboutOf({
  entry: { resourceType, resourceId },
}: Situation): Pick<Finding, 'resourceType' | 'resourceId'> {
  return { ...(resourceType !== undefined && { resourceType }), ...(resourceId !== undefined && { resourceId }) }
}

/** The moment so many minutes before an entry. */
export function minutesBefore({ entry }: Situation, minutes: number): string {
  return new Date(Date.parse(entry.at) - minutes * 60_000).toISOString()
}
