import { ScimError } from '../errors/scim-error.ts'

/** How many bytes of a body are taken unless the host says otherwise: room for a group of 100 000 members. */
export const defaultBodyLimit = 10 * 1024 * 1024

/** What {@link readNodeBody} needs of a Node request; duck-typed, so that the core imports nothing of Node. */
export interface NodeBody {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  off(event: string, listener: (...args: never[]) => void): unknown
  pause(): unknown
}

/**
 * Reads the body of a Node request as text, and not one byte beyond the limit.
 *
 * @param limit in bytes
 * @throws ScimError `BODY_TOO_LARGE`, `BODY_NOT_UTF8`
 */
export function readNodeBody(stream: NodeBody, limit: number = defaultBodyLimit): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const finish = (settle: () => void): void => {
      stream.off('data', onData)
      stream.off('end', onEnd)
      stream.off('close', onClose)
      settle()
    }
    const onData = (chunk: Uint8Array): void => {
      size += chunk.byteLength
      if (size <= limit) {
        chunks.push(chunk)
        return
      }
      stream.pause()
      finish(() => reject(new ScimError('BODY_TOO_LARGE', { limit })))
    }
    const onEnd = (): void => finish(() => settleText(chunks, size, resolve, reject))
    const onClose = (): void =>
      finish(() => reject(new ScimError('BODY_NOT_JSON', { problem: 'the connection was closed before its end' })))
    stream.on('data', onData)
    stream.on('end', onEnd)
    stream.on('close', onClose)
    stream.on('error', (error) => reject(error))
  })
}

/**
 * Reads the body of a web `Request` as text, and not one byte beyond the limit.
 *
 * @param limit in bytes
 * @throws ScimError `BODY_TOO_LARGE`, `BODY_NOT_UTF8`
 */
export async function readWebBody(
  stream: ReadableStream<Uint8Array> | null,
  limit: number = defaultBodyLimit,
): Promise<string> {
  if (stream === null) return ''
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return decode(chunks, size)
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      throw new ScimError('BODY_TOO_LARGE', { limit })
    }
    chunks.push(value)
  }
}

function settleText(
  chunks: readonly Uint8Array[],
  size: number,
  resolve: (text: string) => void,
  reject: (error: unknown) => void,
): void {
  try {
    resolve(decode(chunks, size))
  } catch (error) {
    reject(error)
  }
}

function decode(chunks: readonly Uint8Array[], size: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(chunks.length === 1 ? chunks[0] : concatenate(chunks, size))
  } catch (cause) {
    throw new ScimError('BODY_NOT_UTF8', {}, { cause })
  }
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
