import type { ScimRequest, ScimResponse } from '../contract.ts'
import { Tolerance } from '../dialect/dialect.ts'
import type { ScimError } from '../errors/scim-error.ts'
import type { ScimEvent } from '../events.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Place, Route } from '../http/route.ts'
import type { Settings } from './context.ts'

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
    const place = this.place ?? this.route?.place
    return {
      requestId: this.requestId,
      method: this.#method,
      operation: this.route?.operation,
      tenant: this.principal?.tenant,
      client: this.principal?.client,
      resourceType: place !== undefined && 'resourceType' in place ? place.resourceType.name : undefined,
      resourceId: this.resourceId ?? (place?.kind === 'resource' ? place.id : undefined),
      status: this.#status,
      outcome: this.#error === undefined ? 'success' : 'failure',
      errorCode: this.#error?.code,
      cause: this.#status >= 500 ? this.#error?.cause : undefined,
      normalisations: this.tolerance.used,
      durationMs: performance.now() - this.#start,
    }
  }
}
