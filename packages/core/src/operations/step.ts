import type { ScimRequest } from '../contract.ts'
import { describeError } from '../errors/catalogue.ts'
import type { Finding } from '../errors/finding.ts'
import { clip, type ScimError } from '../errors/scim-error.ts'
import { type OperationEvent, type OperationName, withHiddenCause } from '../events.ts'
import type { Recorder, Told } from '../explain/recorder.ts'
import { hide } from '../explain/redact.ts'
import { rememberBody } from '../explain/remember-body.ts'
import { Trail } from '../explain/trail.ts'
import type { Place } from '../http/route.ts'
import type { Outcome } from './context.ts'

/** What the request knows of an operation. */
type ToldOfRequest = Pick<Told, 'requestId' | 'principal' | 'normalisations' | 'patience'>

/** One operation being done: the request itself, or one of several in a bulk request. */
export class Step {
  readonly trail: Trail
  /** The request; where a log is kept, its body can be looked at once more. */
  readonly request: ScimRequest
  operation: OperationName | undefined
  /** Where it went, after `/Me` was resolved. */
  place: Place | undefined
  status = 500
  readonly #redact: Recorder['redact']
  #outcome: Outcome | undefined
  #error: ScimError | undefined
  #isTried = true
  #explained: readonly Finding[] | undefined
  readonly #body: Told['body']

  constructor(request: ScimRequest, recorder: Recorder | undefined) {
    this.#redact = recorder?.redact
    this.trail = new Trail(recorder?.redact)
    const remembered = recorder && rememberBody(request)
    this.request = remembered?.request ?? request
    this.#body = remembered?.body ?? noBody
  }

  succeed(outcome: Outcome): void {
    this.#outcome = outcome
    this.status = outcome.status
  }

  fail(error: ScimError): void {
    this.#error = error
    this.status = describeError(error.code).status
  }

  /** Fails an operation that is not tried. */
  refuse(error: ScimError): void {
    this.#isTried = false
    this.fail(error)
  }

  get error(): ScimError | undefined {
    return this.#error
  }

  /** Has the operation explained and logged. */
  async explain(recorder: Recorder, about: ToldOfRequest): Promise<void> {
    this.#explained = await recorder.record({
      ...about,
      method: this.request.method,
      operation: this.operation,
      place: this.place,
      resourceId: this.#outcome?.resourceId,
      status: this.status,
      error: this.#error,
      effect: this.#outcome?.effect,
      lookup: this.#outcome?.lookup,
      shown: this.#outcome?.body,
      trail: this.trail,
      body: this.#body,
    })
  }

  event(): OperationEvent {
    const { place, status } = this
    const error = this.#error
    // What a refused operation noted on its way has not happened.
    const findings = this.#explained ?? (error === undefined ? this.trail.findings : [])
    return withHiddenCause({
      method: this.request.method,
      operation: this.operation,
      resourceType: place !== undefined && 'resourceType' in place ? place.resourceType.name : undefined,
      resourceId: this.#outcome?.resourceId ?? this.#idInPath(),
      status,
      outcome: error === undefined ? 'success' : 'failure',
      effect: this.#outcome?.effect,
      errorCode: error?.code,
      findings: findings.map(({ code }) => code),
      cause: status >= 500 ? causeOf(error) : undefined,
    })
  }

  /**
   * What no resource was looked for or found by is no id: it may be a name or an address, and the event holds no
   * values.
   */
  #idInPath(): string | undefined {
    const { place } = this
    if (place?.kind !== 'resource' || !this.#isTried || this.#error?.code === 'RESOURCE_NOT_FOUND') return undefined
    return clip(hide(place.id, this.#redact))
  }
}

/** What is wrong with the configuration is said by the error itself: there is nothing behind it. */
function causeOf(error: ScimError | undefined): unknown {
  return error?.cause ?? (error?.code === 'CONFIGURATION' ? error : undefined)
}

function noBody(): undefined {
  return undefined
}
