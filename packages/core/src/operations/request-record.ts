import type { ScimRequest } from '../contract.ts'
import { Tolerance } from '../dialect/dialect.ts'
import { isScimError, ScimError } from '../errors/scim-error.ts'
import { type OperationEvent, type ScimEvent, tellListener, withHiddenCause } from '../events.ts'
import { Patience } from '../explain/patience.ts'
import type { Recorder, Told } from '../explain/recorder.ts'
import { tenantOf } from '../explain/whose.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Settings } from './context.ts'
import { Step } from './step.ts'

/**
 * What is known of one request so far; it ends as its {@link ScimEvent}, and as entries of the log where there is one.
 */
export class RequestRecord {
  readonly tolerance: Tolerance
  /** The request itself, as an operation. */
  readonly step: Step
  principal: Principal | undefined
  /** Whether somebody was asked whose request it is. */
  wasAsked = false
  readonly #recorder: Recorder | undefined
  readonly #patience = new Patience()
  readonly #request: ScimRequest
  #requestId: string | undefined
  #parts: OperationEvent[] | undefined

  constructor(request: ScimRequest, { dialect, recorder }: Pick<Settings, 'dialect' | 'recorder'>) {
    this.#request = request
    this.step = new Step(request, recorder)
    this.tolerance = new Tolerance(dialect)
    this.#recorder = recorder
  }

  /** Made when somebody asks for it. */
  get requestId(): string {
    this.#requestId ??= crypto.randomUUID()
    return this.#requestId
  }

  /** What was thrown is ours to find when it is no error of the catalogue. */
  errorOf(thrown: unknown): ScimError {
    return isScimError(thrown) ? thrown : new ScimError('INTERNAL', { requestId: this.requestId }, { cause: thrown })
  }

  /** Takes down an operation of several when it is over. */
  async add(
    part: Step,
    { principal, needed }: { readonly principal: Principal; readonly needed: readonly string[] },
  ): Promise<void> {
    await this.#explain(part, { principal, normalisations: needed })
    this.#parts ??= []
    this.#parts.push(part.event())
  }

  /**
   * Has the request explained and logged, unless its parts already are.
   *
   * @param whose tells whose request it was, when it was refused before anybody asked
   */
  async log(whose: () => Promise<Told['principal'] | undefined>): Promise<void> {
    if (this.#recorder === undefined || this.#parts !== undefined) return
    const principal = this.principal ?? (await whose())
    // What is answered without credentials is nobody's.
    if (principal === undefined || principal.tenant === '') return this.step.trail.end()
    await this.#explain(this.step, { principal, normalisations: Object.keys(this.tolerance.used) })
  }

  /** Tells what the request came to. */
  tell(listener: ((event: ScimEvent, request: ScimRequest) => void) | undefined): void {
    if (listener !== undefined) tellListener(listener, this.#event(), this.#request)
  }

  async #explain(step: Step, about: Pick<Told, 'principal' | 'normalisations'>): Promise<void> {
    if (this.#recorder === undefined) return
    await step.explain(this.#recorder, { ...about, requestId: this.requestId, patience: this.#patience })
  }

  #event(): ScimEvent {
    const event = this.step.event()
    const { error } = this.step
    // Whose identity provider is out is to be seen although its token is no longer good.
    const known = this.principal ?? (error && tenantOf(error))
    return withHiddenCause({
      requestId: this.requestId,
      tenant: known?.tenant,
      client: known?.client,
      ...event,
      cause: event.cause,
      normalisations: this.tolerance.used,
      ...(this.#parts !== undefined && { operations: this.#parts }),
      durationMs: performance.now() - this.step.trail.started,
    })
  }
}
