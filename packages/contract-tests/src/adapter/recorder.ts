import { isScimError, type ScimHandler, type ScimRequest, type ScimResponse, toErrorResponse } from '@scimkit/core'

/** A request as the handler saw it, with its body read. */
export interface Recorded extends Omit<ScimRequest, 'readBody'> {
  readonly body: unknown
}

/** What the recorder answers unless a case says otherwise. */
export const plainAnswer: ScimResponse = {
  status: 200,
  headers: { 'content-type': 'application/scim+json' },
  body: '{"recorded":true}',
}

/** Not a SCIM server: it writes down what the adapter hands over, and answers what it was told to answer. */
export class Recorder {
  readonly requests: Recorded[] = []
  readonly #answer: ScimResponse

  constructor(answer: ScimResponse = plainAnswer) {
    this.#answer = answer
  }

  readonly handler: ScimHandler = async (request) => {
    try {
      this.requests.push({ ...request, body: await request.readBody() })
      return this.#answer
    } catch (error) {
      if (!isScimError(error)) throw error
      // As the handler of the core does: what is left of the body would be taken for the next request.
      return toErrorResponse(error)
    }
  }

  /** The one request there must have been. */
  get only(): Recorded {
    const [request] = this.requests
    if (request === undefined || this.requests.length > 1) {
      throw new Error(`The handler was called ${this.requests.length} times, not once.`)
    }
    return request
  }
}
