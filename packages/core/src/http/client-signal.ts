/** What {@link clientSignal} needs of a Node response; duck-typed, so that the core imports nothing of Node. */
export interface NodeAnswer {
  readonly writableFinished: boolean
  readonly closed: boolean
  once(event: 'close', listener: () => void): unknown
}

/**
 * Gives the signal that is aborted when the client goes away before it has its answer. It is made when somebody first
 * asks for it: most requests are answered before anybody does.
 *
 * @example
 * ```ts
 * import { IncomingMessage, ServerResponse } from 'node:http'
 * import { Socket } from 'node:net'
 *
 * const response = new ServerResponse(new IncomingMessage(new Socket()))
 * const signal = clientSignal(response)()
 * response.emit('close')
 * signal.aborted // true
 * ```
 */
export function clientSignal(answer: NodeAnswer): () => AbortSignal {
  let controller: AbortController | undefined
  return () => {
    controller ??= abortOnClose(answer)
    return controller.signal
  }
}

function abortOnClose(answer: NodeAnswer): AbortController {
  const controller = new AbortController()
  const abortUnlessAnswered = (): void => {
    if (!answer.writableFinished) controller.abort()
  }
  if (answer.closed) abortUnlessAnswered()
  else answer.once('close', abortUnlessAnswered)
  return controller
}
