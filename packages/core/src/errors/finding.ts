import { boundParams } from './bound-params.ts'
import type { ErrorCode } from './catalogue.ts'
import { type FindingCode, type FindingParams, findings } from './findings.ts'

/** Who or what stands in the way, as far as the tenant may know: of other tenants, only that it is not this one. */
export interface Conflict {
  /** `here` is the tenant of the request; of what is `elsewhere` nothing else is said. */
  readonly where: 'here' | 'elsewhere'
  /** What is taken, as a path: `userName`. */
  readonly attribute?: string | undefined
  /** Of the resource that stands in the way. */
  readonly id?: string | undefined
  /** `deleted` is a tombstone, whatever it was before. */
  readonly state?: 'active' | 'inactive' | 'deleted' | undefined
  /** Whether SCIM has ever written it. */
  readonly managed?: boolean | undefined
  /** What made it: SCIM, a first sign-in (`jit`), an invitation, or the application itself. */
  readonly origin?: 'scim' | 'jit' | 'invite' | 'local' | undefined
  /** Whether a takeover of it waits for an administrator of the application; left out where none does. */
  readonly pending?: boolean | undefined
}

/**
 * Something an administrator should know about a request: that it failed, or that it succeeded and yet hides a problem.
 * The code leads to cause, remedies and retry rule, see {@link explainCode}.
 */
export interface Finding {
  /** A row of `findings`; of a request that failed, one of `catalogue`. */
  readonly code: FindingCode | ErrorCode
  /** What happened, with the values it happened to. */
  readonly message: string
  /** The name of the type it is about; undefined where it is about none. */
  readonly resourceType?: string | undefined
  /** The id of the resource it is about. Of a request that failed, what stood in its place in the path, redacted. */
  readonly resourceId?: string | undefined
  /** Who or what stands in the way; undefined where nothing does. */
  readonly conflict?: Conflict | undefined
}

/** What is known of an account that is in the way. */
interface Known extends Pick<Conflict, 'managed' | 'origin'> {
  readonly active: boolean
  readonly deleted?: boolean | undefined
  /** Of a takeover that waits, only that it does. */
  readonly pending?: object | boolean | undefined
}

/** What may be said of an account that is in the way, within its tenant. */
export function conflictWith({ id, provenance }: { readonly id: string; readonly provenance: Known }): Conflict {
  const { managed, origin, pending } = provenance
  return { where: 'here', id, state: conditionOf(provenance), managed, origin, ...(pending && { pending: true }) }
}

/** What state an account is in: of one that was deleted it does not matter whether it was in use. */
export function conditionOf({ active, deleted }: Pick<Known, 'active' | 'deleted'>): 'active' | 'inactive' | 'deleted' {
  if (deleted) return 'deleted'
  return active ? 'active' : 'inactive'
}

/** What a finding is about. */
export type About = Pick<Finding, 'resourceType' | 'resourceId' | 'conflict'>

/** Takes down a finding of the request under way. */
export type Note = <Code extends FindingCode>(code: Code, params: FindingParams<Code>, about?: About) => void

/** Makes a finding from its row. It is kept, so it does not say again all that a client may send. */
export function findingOf<Code extends FindingCode>(
  code: Code,
  params: FindingParams<Code>,
  about: About = {},
): Finding {
  // Each row reads parameters of its own, and gets back the ones that were checked against it.
  return { code, message: findings[code].detail(boundParams(params) as never), ...about }
}
