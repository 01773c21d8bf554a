import type { Finding } from '../errors/finding.ts'
import { clip, type ScimError } from '../errors/scim-error.ts'
import type { Effect, OperationName } from '../events.ts'
import { whyUnreadable } from '../filter/scope.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Place } from '../http/route.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { type JsonObject, memberNamed } from '../schema/json.ts'
import type { LogEntry, Lookup, ProvisioningLog } from '../store/provisioning-log.ts'
import type { Store } from '../store/store.ts'
import { detect } from './detect.ts'
import { findingOfError } from './finding-of-error.ts'
import { Firsts, Once } from './once.ts'
import type { Patience } from './patience.ts'
import { hide, type Redact } from './redact.ts'
import type { Situation } from './situation.ts'
import { Tally } from './tally.ts'
import type { Trail } from './trail.ts'

/** An operation that is over, as the handler knows it. */
export interface Told {
  readonly requestId: string
  readonly principal: Pick<Principal, 'tenant' | 'client' | 'expires'>
  readonly method: string
  readonly operation: OperationName | undefined
  readonly place: Place | undefined
  readonly resourceId: string | undefined
  readonly status: number
  readonly error: ScimError | undefined
  readonly effect: Effect | undefined
  readonly lookup: Lookup | undefined
  readonly shown: JsonObject | undefined
  readonly trail: Trail
  readonly body: () => JsonObject | undefined
  readonly normalisations: readonly string[]
  /** How long the request it is a part of waits for the log. */
  readonly patience: Patience
}

/** What a recorder works with. */
export interface Recording {
  readonly log: ProvisioningLog
  readonly store: Store
  readonly policy: Policy
  readonly resourceTypes: readonly ResourceType[]
  readonly redact: Redact | undefined
}

/** Explains operations, and writes them into the log. */
export class Recorder {
  readonly redact: Redact | undefined
  readonly #recording: Recording
  readonly #once = new Once()
  readonly #tally = new Tally()

  constructor(recording: Recording) {
    this.#recording = recording
    this.redact = recording.redact
  }

  /**
   * Finds out what an operation hides, and appends its entry. Waiting for it keeps the entries in the order of the
   * answers; it neither fails nor takes long.
   *
   * @returns the findings
   */
  async record(told: Told): Promise<readonly Finding[]> {
    const { patience, trail } = told
    const known = this.#known(told)
    const situation = this.#situation(told, this.#entry(told, known))
    return patience.wait(() => this.#write(situation).finally(() => trail.end()), known)
  }

  async #write(situation: Situation): Promise<readonly Finding[]> {
    const { entry, once } = situation
    const found = await lookInto(situation)
    const findings = found.length === 0 ? entry.findings : [...entry.findings, ...found]
    try {
      // A copy: what was cut out of a body of megabytes would keep all of it in memory.
      await this.#recording.log.append(structuredClone({ ...entry, findings }))
      return findings
    } catch {
      once.takeBack()
      return entry.findings
    }
  }

  /** What a refused operation noted on its way has not happened. */
  #known(told: Told): readonly Finding[] {
    const { error, trail, place } = told
    if (error === undefined) return trail.findings
    const resourceType = typeAt(place)?.name
    const id = this.#idOf(told)
    const about = { ...(resourceType && { resourceType }), ...(id && { resourceId: id }) }
    return [findingOfError(error, about, this.redact)]
  }

  #entry(told: Told, findings: readonly Finding[]): LogEntry {
    const { principal, place, error, lookup } = told
    return {
      requestId: told.requestId,
      at: new Date().toISOString(),
      tenant: principal.tenant,
      client: principal.client,
      method: told.method,
      operation: told.operation,
      resourceType: typeAt(place)?.name,
      resourceId: this.#idOf(told),
      status: told.status,
      outcome: error === undefined ? 'success' : 'failure',
      errorCode: error?.code,
      effect: told.effect,
      lookup: lookup && { ...lookup, value: this.#say(lookup.value) },
      subject: this.#subject(told),
      normalisations: told.normalisations,
      findings,
      durationMs: performance.now() - told.trail.started,
    }
  }

  #situation(told: Told, entry: LogEntry): Situation {
    const { principal, error, shown, trail, body, place } = told
    return {
      ...this.#recording,
      ...{ entry, principal, error, shown, body },
      resourceType: typeAt(place),
      ignored: trail.ignoredPaths,
      once: new Firsts(this.#once),
      tally: this.#tally,
    }
  }

  /** What is in the path need not be an id: nobody was found by it, or it was not tried. */
  #idOf({ place, resourceId }: Told): string | undefined {
    if (resourceId !== undefined) return resourceId
    return place?.kind === 'resource' ? this.#say(place.id) : undefined
  }

  /**
   * What the identity provider will look for later: the first value that a POST must have. No secret can be looked for.
   */
  #subject({ operation, place, body }: Told): string | undefined {
    if (operation !== 'create') return undefined
    const name = typeAt(place)?.requiredAttributes.find(isName)?.name
    const sent = name === undefined ? undefined : body()
    const value = sent && memberNamed(sent, name ?? '')
    return typeof value === 'string' ? this.#say(value) : undefined
  }

  /** Hidden before it is cut: of half an address nobody can tell what it was. */
  #say(value: string): string {
    return clip(hide(value, this.redact))
  }
}

function typeAt(place: Place | undefined): ResourceType | undefined {
  return place !== undefined && 'resourceType' in place ? place.resourceType : undefined
}

function isName(attribute: Attribute): boolean {
  return attribute.type === 'string' && whyUnreadable(attribute) === undefined
}

/**
 * A detector that fails must not take the entry with it. What was to be said for the first time is left to the next
 * one.
 */
async function lookInto(situation: Situation): Promise<readonly Finding[]> {
  try {
    return await detect(situation)
  } catch {
    situation.once.takeBack()
    return []
  }
}
