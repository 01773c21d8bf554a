/** Who has to act for a failed request to succeed. */
export type Actor =
  | 'end user'
  | 'identity provider administrator'
  | 'application administrator'
  | 'client developer'
  | 'support'

/**
 * When to try again: never, because only another client would do better; once somebody changed data or a setting; or
 * simply later.
 */
export type Retry = 'never' | 'after change' | 'later'

/** One thing somebody can do about an error. */
export interface Remedy {
  /** Who has to do it. */
  readonly actor: Actor
  /** Starts with a verb. */
  readonly action: string
  /** The setting's own name where the identity provider has one. */
  readonly settings?: { readonly okta?: string; readonly entra?: string; readonly onelogin?: string }
}

/** A request that must answer with exactly this error. A test runs every one of them. */
export interface ErrorExample {
  /** The fixture the request runs against, when the plain one (an empty tenant) cannot produce the error. */
  readonly given?: string
  readonly method: string
  /** Below the base URL. `{userId}` and `{groupId}` stand for the ids of what is given, here and in the body. */
  readonly path: string
  /** Beside those that every request has; of the same name, instead of them. */
  readonly headers?: Readonly<Record<string, string>>
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown
}

/**
 * One row of the error catalogue. `id` is permanent: it is never reused, whatever happens to the name.
 *
 * `detail` is public. It may name attributes, positions and what the client itself sent, never another tenant's
 * values, a `returned: never` value, SQL or a stack.
 */
export interface ErrorEntry {
  /**
   * `SCIM1xxx` HTTP, `2xxx` filter and query, `3xxx` PATCH, `4xxx` values, `5xxx` stored state, `6xxx` bulk, `7xxx`
   * configuration, `9xxx` directory.
   */
  readonly id: `SCIM${number}`
  /** Of the HTTP response. */
  readonly status: number
  /** RFC 7644 Table 9. */
  readonly scimType?: string
  /** What has happened, in a few words and without values. */
  readonly title: string
  /** What has happened, made of the parameters that the error is thrown with. */
  // biome-ignore lint/suspicious/noExplicitAny: each row declares its own parameters; `ErrorParams` recovers them.
  readonly detail: (params: any) => string
  /** Why this usually happens, for the person who has to fix it. */
  readonly cause: string
  /** What can be done about it, and by whom. */
  readonly remedies: readonly Remedy[]
  /** When the same request may succeed. */
  readonly retry: Retry
  /** What asks for this answer: sections of RFCs, as they are cited. */
  readonly spec: readonly string[]
  /** Rows of the seed systems this error reproduces. */
  readonly seeds?: readonly string[]
  /** The version that had it first. */
  readonly since: string
  /** Absent only for errors that no request is answered with: those of the directory. */
  readonly example?: ErrorExample
}

/** A named set of rows: one table per area. */
export type ErrorTable = Readonly<Record<string, ErrorEntry>>
