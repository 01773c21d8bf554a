import type { Remedy, Retry } from './define.ts'

/**
 * One row of the finding catalogue: what a request may hide although it succeeded, or what only several requests
 * together show. `id` is permanent.
 */
export interface FindingEntry {
  /** `SCIM8xxx`. */
  readonly id: `SCIM8${number}`
  /**
   * `problem`: something does not work; `warning`: it soon will not; `notice`: it does, but not as the client thinks.
   */
  readonly severity: 'problem' | 'warning' | 'notice'
  /** What it is about, in a few words and without values. */
  readonly title: string
  /** What it says in the log, made of the parameters that it is noted with. */
  // biome-ignore lint/suspicious/noExplicitAny: each row declares its own parameters; `FindingParams` recovers them.
  readonly detail: (params: any) => string
  /** Why this usually happens, for the person who has to deal with it. */
  readonly cause: string
  /** What can be done about it, and by whom. */
  readonly remedies: readonly Remedy[]
  /** When the same request may come to something else. */
  readonly retry: Retry
  /** What it goes back to: sections of RFCs, as they are cited. */
  readonly spec: readonly string[]
  /** Rows of the seed systems, and numbers of the list of common failures (`F-14`). */
  readonly seeds: readonly string[]
  /** The version that had it first. */
  readonly since: string
}

/** A named set of rows: one table per area. */
export type FindingTable = Readonly<Record<string, FindingEntry>>
