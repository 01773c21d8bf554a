import { ScimError } from '../errors/scim-error.ts'
import { decodeBody } from './decode-body.ts'
import { defaultBodyLimit, type NodeBody, readNodeBody } from './read-body.ts'

/** What {@link takeNodeBody} may find. */
export interface TakenBody {
  /**
   * What a body parser before the adapter has left, such as `request.body`. It counts where the stream has been read.
   */
  readonly parsed: unknown
  /** In bytes; 10 MiB unless set. */
  readonly limit?: number | undefined
}

/**
 * The body of a Node request that a body parser may have read before: text when it is still to be read, and otherwise
 * what the parser has left. Bytes are decoded as if they were read here, except that they have been inflated.
 *
 * Whether the stream has been read decides, not whether something was left: in Express 4 and Koa, parsers leave `{}`
 * for a media type they do not read.
 *
 * @throws ScimError what {@link readNodeBody} throws; `CONFIGURATION` when it has been read and nothing was left
 * @example
 * ```ts
 * import { Readable } from 'node:stream'
 *
 * const unread = Readable.from([Buffer.from('{"userName":"ada"}')])
 * await takeNodeBody(unread, { parsed: {} }) // '{"userName":"ada"}'
 * ```
 */
export async function takeNodeBody(
  stream: NodeBody,
  { parsed, limit = defaultBodyLimit }: TakenBody,
): Promise<unknown> {
  if (!stream.readableDidRead || parsed === undefined) return readNodeBody(stream, limit)
  if (!(parsed instanceof Uint8Array)) return parsed
  if (parsed.byteLength > limit) throw new ScimError('BODY_TOO_LARGE', { limit })
  return decodeBody(parsed, { contentType: stream.headers?.['content-type'], contentEncoding: undefined })
}
