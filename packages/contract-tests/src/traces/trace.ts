import type { JsonObject, JsonValue } from '@scimkit/core'

/** How faithful to RFC 7644 the server under replay claims to be. */
export type ReplayMode = 'tolerant' | 'strict'

/** What an assertion asks of the value at its path. */
export type CheckKind = 'equals' | 'type' | 'absent' | 'length' | 'emptyOrAbsent' | 'contains' | 'includes'

/** One assertion about the body of an answer. */
export interface TraceCheck {
  /** Dotted (`members.0.value`), or a JSON Pointer when it starts with `/`: URNs contain dots, but no slash. */
  readonly path: string
  readonly kind: CheckKind
  readonly expected: JsonValue
}

/** One request of a recorded lifecycle, and what the client takes for success. */
export interface TraceStep {
  readonly name: string
  readonly method: string
  /** Below the base URL, and sent as it stands: `+` or `%20`, a trailing `&`, the order of parameters. */
  readonly path: string
  /** Sent with these names; `null` means that the header must not be on the wire. */
  readonly headers: Readonly<Record<string, string | null>>
  readonly body: JsonObject | undefined
  /** What a tolerant server answers. */
  readonly expectStatus: readonly number[]
  /** What a strict server answers instead, where the request breaks or stretches RFC 7644. */
  readonly strictStatus: readonly number[] | undefined
  /** Variables to take from the answer, by the path of their value. */
  readonly capture: Readonly<Record<string, string>>
  readonly checks: readonly TraceCheck[]
  /** A look at the server between two requests, which the identity provider does not send itself. */
  readonly synthetic: boolean
  readonly note: string | undefined
  /** Where the request was seen or documented. */
  readonly source: string | undefined
}

/** The lifecycle of an identity provider against an empty tenant. */
export interface Trace {
  readonly name: string
  readonly steps: readonly TraceStep[]
}
