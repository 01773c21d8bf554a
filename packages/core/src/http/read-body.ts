import { ScimError } from '../errors/scim-error.ts'
import { type Announced, decodeBody } from './decode-body.ts'

/**
 * How many bytes of a body are taken unless the host says otherwise: room for a group of 100 000 members.
 *
 * @example
 * ```ts
 * defaultBodyLimit / 1024 / 1024 // 10
 * ```
 */
export const defaultBodyLimit = 10 * 1024 * 1024

/** What {@link readNodeBody} needs of a Node request; duck-typed, so that the core imports nothing of Node. */
export interface NodeBody {
  /** Of the request. A stream that a host has put in its place, to inflate it, has none. */
  readonly headers?:
    | { readonly 'content-type'?: string | undefined; readonly 'content-encoding'?: string | undefined }
    | undefined
  readonly readableEnded: boolean
  /** Whether somebody has been given some of it. */
  readonly readableDidRead?: boolean | undefined
  readonly destroyed: boolean
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  off(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  off(event: 'end' | 'close', listener: () => void): unknown
  pause(): unknown
}

/**
 * Reads the body of a Node request as text, and keeps not one byte beyond the limit.
 *
 * @param limit in bytes
 * @throws ScimError `BODY_TOO_LARGE`, `CONTENT_CODING`, `BODY_CHARSET`, `BODY_NOT_UTF8`, `BODY_NOT_JSON` when it breaks
 * off, `CONFIGURATION` when somebody else has read it
 * @example
 * ```ts
 * import { Readable } from 'node:stream'
 *
 * await readNodeBody(Readable.from([Buffer.from('{"userName":"ada"}')])) // '{"userName":"ada"}'
 * await readNodeBody(Readable.from([Buffer.from('{"userName":"ada"}')]), 10) // throws BODY_TOO_LARGE
 * ```
 */
export function readNodeBody(stream: NodeBody, limit: number = defaultBodyLimit): Promise<string> {
  if (stream.readableDidRead) return Promise.reject(readBefore())
  // A body parser before us has read an empty body to its end: no event will come any more.
  if (stream.readableEnded) return Promise.resolve('')
  if (stream.destroyed) return Promise.reject(brokenOff())
  const { headers } = stream
  const announced = { contentType: headers?.['content-type'], contentEncoding: headers?.['content-encoding'] }
  return receive(stream, new LimitedBody(limit, announced))
}

function receive(stream: NodeBody, body: LimitedBody): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      stream.off('data', onData)
      stream.off('end', onEnd)
      stream.off('close', onBreak)
    }
    const onEnd = (): void => {
      stop()
      try {
        resolve(body.text())
      } catch (error) {
        reject(error)
      }
    }
    const onData = (chunk: Uint8Array): void => {
      if (body.take(chunk)) return
      stream.pause()
      onEnd()
    }
    const onBreak = (cause?: Error): void => {
      stop()
      reject(brokenOff(cause))
    }
    stream.on('data', onData)
    stream.on('end', onEnd)
    stream.on('close', onBreak)
    // Never taken off: without a listener, an error that comes late would end the process.
    stream.on('error', onBreak)
  })
}

/** What {@link readWebBody} needs of a web `Request`. */
export interface WebBody {
  readonly headers: { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array> | null
  /** Whether somebody has read it. */
  readonly bodyUsed?: boolean | undefined
  arrayBuffer(): Promise<ArrayBuffer>
}

/**
 * Reads the body of a web `Request` as text, and keeps not one byte beyond the limit.
 *
 * @param limit in bytes
 * @throws ScimError `BODY_TOO_LARGE`, `CONTENT_CODING`, `BODY_CHARSET`, `BODY_NOT_UTF8`, `BODY_NOT_JSON` when it breaks
 * off, `CONFIGURATION` when somebody else has read it
 * @example
 * ```ts
 * const request = new Request('https://app.example.com/scim/v2/Users', { method: 'POST', body: '{"userName":"ada"}' })
 * await readWebBody(request) // '{"userName":"ada"}'
 * ```
 */
export async function readWebBody(request: WebBody, limit: number = defaultBodyLimit): Promise<string> {
  if (request.bodyUsed) throw readBefore()
  const { headers } = request
  const announced = { contentType: headers.get('content-type'), contentEncoding: headers.get('content-encoding') }
  const body = new LimitedBody(limit, announced)
  // At once when the length was announced, which HTTP enforces: on Node a web stream costs three times as much.
  if (Number(headers.get('content-length') ?? Number.NaN) <= limit) {
    body.take(new Uint8Array(await request.arrayBuffer().catch(rejectBrokenOff)))
    return body.text()
  }
  if (request.body === null) return ''
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(rejectBrokenOff)
    if (done) return body.text()
    if (body.take(value)) continue
    await reader.cancel()
    return body.text()
  }
}

/**
 * What has come of a body. As much again as the limit is received and dropped, because a client that is still sending
 * when the connection is closed sees a reset instead of the answer that says why.
 */
class LimitedBody {
  readonly #limit: number
  readonly #announced: Announced
  readonly #chunks: Uint8Array[] = []
  #size = 0

  constructor(limit: number, announced: Announced) {
    this.#limit = limit
    this.#announced = announced
  }

  /** Whether more should be read. */
  take(chunk: Uint8Array): boolean {
    this.#size += chunk.byteLength
    if (this.#size <= this.#limit) this.#chunks.push(chunk)
    else this.#chunks.length = 0
    return this.#size <= this.#limit * 2
  }

  text(): string {
    if (this.#size > this.#limit) throw new ScimError('BODY_TOO_LARGE', { limit: this.#limit })
    return decodeBody(this.#bytes(), this.#announced)
  }

  #bytes(): Uint8Array {
    const [only] = this.#chunks
    if (only !== undefined && this.#chunks.length === 1) return only
    const bytes = new Uint8Array(this.#size)
    let offset = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset)
      offset += chunk.byteLength
    }
    return bytes
  }
}

function rejectBrokenOff(cause: unknown): never {
  throw brokenOff(cause)
}

/** The client has done nothing wrong: it must not be told so. */
function readBefore(): ScimError {
  const problem = 'something before SCIM has read the body and left nothing of it; mount SCIM before that'
  return new ScimError('CONFIGURATION', { where: 'request body', problem })
}

function brokenOff(cause?: unknown): ScimError {
  return new ScimError('BODY_NOT_JSON', { problem: 'it broke off before its end' }, { cause })
}
