/** How a stream came to its end: with an error, or read or left by whoever read it. */
export type OnEnd = (error?: unknown) => void

/** A stream whose first piece is at hand, so that what keeps it from beginning can still be answered as an error. */
export class BegunStream implements AsyncIterableIterator<string> {
  readonly #rest: AsyncIterator<string>
  #first: IteratorResult<string> | undefined
  #onEnd: OnEnd | undefined

  private constructor(rest: AsyncIterator<string>, first: IteratorResult<string>) {
    this.#rest = rest
    this.#first = first
  }

  static async begin(stream: AsyncIterable<string>): Promise<BegunStream> {
    const rest = stream[Symbol.asyncIterator]()
    return new BegunStream(rest, await rest.next())
  }

  /** Has somebody told once, when it is over. */
  set onEnd(onEnd: OnEnd) {
    this.#onEnd = onEnd
  }

  async next(): Promise<IteratorResult<string>> {
    const result = this.#first ?? (await this.#read())
    this.#first = undefined
    if (result.done) this.#end()
    return result
  }

  async return(): Promise<IteratorResult<string>> {
    this.#end()
    await this.#rest.return?.()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #read(): Promise<IteratorResult<string>> {
    try {
      return await this.#rest.next()
    } catch (error) {
      this.#end(error)
      throw error
    }
  }

  #end(error?: unknown): void {
    const onEnd = this.#onEnd
    this.#onEnd = undefined
    onEnd?.(error)
  }
}
