/**
 * One HTTP request, as an adapter hands it to the core: a plain record, so that nothing is parsed twice and
 * a test needs no server.
 *
 * @example
 * ```ts
 * const request: ScimRequest = {
 *   method: 'GET',
 *   url: '/Users?filter=userName%20eq%20%22ada%22',
 *   baseUrl: 'https://app.example.com/scim/v2',
 *   headers: { authorization: 'Bearer s3cret' },
 *   readBody: async () => '',
 * }
 * await handler(request) // { status: 200, … }
 * ```
 */
export interface ScimRequest {
  /** In upper case, as it stands in the request line. */
  readonly method: string
  /** Path and query below the mount point, e.g. `/Users?filter=…`. Undecoded, never absolute. */
  readonly url: string
  /**
   * Where the mount point lives as this client sees it, without a trailing slash. Per request, because only the
   * framework knows the mount and whether a proxy is trusted. Used for links, and to tell whether it was reached over
   * TLS. One slash at the end is dropped; a query or a fragment is answered with `CONFIGURATION` (RFC 7644 §1.3).
   */
  readonly baseUrl: string
  /** Names in lower case. A header sent more than once is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /**
   * Called at most once, and only when the operation needs a body. Resolves to the text still to be parsed, to
   * its bytes, inflated, or to what a body parser before us has already made of it. Rejects with a {@link ScimError}
   * (`BODY_TOO_LARGE`, `CONTENT_CODING`, `BODY_CHARSET`, `BODY_NOT_UTF8`, `BODY_NOT_JSON` when it breaks off) when the
   * bytes cannot be taken.
   */
  readonly readBody: () => Promise<unknown>
  /**
   * Gives the signal that is aborted when the client goes away, for the hooks of the host, such as `authenticate`: what
   * the core has begun, it finishes. A function, because most requests are answered before anybody asks, and a getter
   * of its own on every request would keep the requests from being collected.
   */
  readonly signal?: (() => AbortSignal) | undefined
  /** Whatever the host has already authenticated; opaque to the core, handed to the `authenticate` hook. */
  readonly principal?: unknown
  /** Whether the adapter sends {@link ScimResponse.stream}. Without it every answer comes whole, as a body. */
  readonly takesStream?: boolean | undefined
}

/** One HTTP response. The core has serialised the body, so every adapter puts the same bytes on the wire. */
export interface ScimResponse {
  readonly status: number
  /** Names in lower case. `content-length` is the adapter's to add. */
  readonly headers: Readonly<Record<string, string>>
  /** The text, to be sent in UTF-8; undefined for an answer without one, and beside a stream. */
  readonly body: string | undefined
  /**
   * Instead of the body, where that is too large to be held: its text piece by piece, the first one at hand. It can be
   * read once. Whoever stops early calls the iterator's `return`, as `for await` and `Readable.from` do; when it
   * rejects, the connection is to be cut, so that the client does not take what it has for the whole.
   */
  readonly stream?: AsyncIterable<string> | undefined
}

/** The whole protocol as one function. It never rejects: every failure is already a SCIM error response. */
export type ScimHandler = (request: ScimRequest) => Promise<ScimResponse>
