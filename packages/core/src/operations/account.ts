import type { ScimRequest, ScimResponse } from '../contract.ts'
import { Tolerance } from '../dialect/dialect.ts'
import type { ScimError } from '../errors/scim-error.ts'
import type { OperationEvent, ScimEvent } from '../events.ts'
import type { Principal } from '../http/authenticate.ts'
import type { OperationName, Place, Route } from '../http/route.ts'
import type { Settings } from './context.ts'

/** What is known of an operation when it is over. */
export interface Ended {
  readonly method: string
  readonly operation: OperationName | undefined
  readonly place: Place | undefined
  readonly resourceId: string | undefined
  readonly status: number
  readonly error: ScimError | undefined
}

/** What is known of one request so far; it ends as its {@link ScimEvent}. */
export class Account {
  readonly tolerance: Tolerance
  route: Route | undefined
  /** The place after `/Me` was resolved. */
  place: Place | undefined
  principal: Principal | undefined
  resourceId: string | undefined
  readonly #method: string
  readonly #start = performance.now()
  #requestId: string | undefined
  #response: ScimResponse | undefined
  #error: ScimError | undefined
  #parts: OperationEvent[] | undefined

  constructor(request: ScimRequest, { dialect }: Pick<Settings, 'dialect'>) {
    this.#method = request.method
    this.tolerance = new Tolerance(dialect)
  }

  /** Made when somebody asks for it. */
  get requestId(): string {
    this.#requestId ??= crypto.randomUUID()
    return this.#requestId
  }

  /** Takes down the response, and returns it. */
  close(response: ScimResponse, error?: ScimError): ScimResponse {
    this.#response = response
    this.#error = error
    return response
  }

  /** Takes down what one operation of several came to. */
  add(part: Ended): void {
    this.#parts ??= []
    this.#parts.push(toOperationEvent(part))
  }

  /** Tells what the request came to. A listener that throws does not change the answer. */
  tell(listener: ((event: ScimEvent) => void) | undefined): void {
    if (listener === undefined) return
    try {
      listener(this.#event())
    } catch {
      // The listener's own concern: the request has been answered.
    }
  }

  get #status(): number {
    return this.#response?.status ?? 500
  }

  #event(): ScimEvent {
    return {
      requestId: this.requestId,
      tenant: this.principal?.tenant,
      client: this.principal?.client,
      ...toOperationEvent({
        method: this.#method,
        operation: this.route?.operation,
        place: this.place ?? this.route?.place,
        resourceId: this.resourceId,
        status: this.#status,
        error: this.#error,
      }),
      normalisations: this.tolerance.used,
      ...(this.#parts !== undefined && { operations: this.#parts }),
      durationMs: performance.now() - this.#start,
    }
  }
}

function toOperationEvent({ method, operation, place, resourceId, status, error }: Ended): OperationEvent {
  return {
    method,
    operation,
    resourceType: place !== undefined && 'resourceType' in place ? place.resourceType.name : undefined,
    resourceId: resourceId ?? (place?.kind === 'resource' ? place.id : undefined),
    status,
    outcome: error === undefined ? 'success' : 'failure',
    errorCode: error?.code,
    cause: status >= 500 ? error?.cause : undefined,
  }
}
