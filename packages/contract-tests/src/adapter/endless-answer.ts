import type { ScimHandler } from '@scimkit/core'

/** A handler that answers with a stream, and when that stream was left. */
export interface EndlessAnswer {
  readonly handler: ScimHandler
  /** Resolves when nobody reads the answer any more. */
  readonly left: Promise<void>
}

/**
 * A handler whose answer is a stream that is begun already, as the core's are, and never ends: whoever drops it has to
 * leave it, because a reader keeps a connection to the database.
 *
 * @example
 * ```ts
 * const { handler, left } = endlessAnswer()
 * const { stream } = await handler(request)
 * await stream?.[Symbol.asyncIterator]().return?.()
 * await left // undefined
 * ```
 */
export function endlessAnswer(): EndlessAnswer {
  let leave = (): void => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const pieces: AsyncIterator<string> = {
    next: async () => ({ done: false, value: 'x'.repeat(1000) }),
    return: async () => {
      leave()
      return { done: true, value: undefined }
    },
  }
  const stream = { [Symbol.asyncIterator]: () => pieces }
  return { left, handler: async () => ({ status: 200, headers: {}, body: undefined, stream }) }
}
