import type { Remedy, Retry } from './define.ts'

/**
 * One row of the finding catalogue: what a request may hide although it succeeded, or what only several requests
 * together show. `id` is permanent.
 */
export interface FindingEntry {
  /** `SCIM8xxx`. */
  readonly id: `SCIM8${number}`
  /** `problem`: something does not work; `warning`: it soon will not; `notice`: it does, but not as the client thinks. */
  readonly severity: 'problem' | 'warning' | 'notice'
  readonly title: string
  // biome-ignore lint/suspicious/noExplicitAny: each row declares its own parameters; `FindingParams` recovers them.
  readonly detail: (params: any) => string
  /** Why this usually happens, for the person who has to deal with it. */
  readonly cause: string
  readonly remedies: readonly Remedy[]
  readonly retry: Retry
  readonly spec: readonly string[]
  /** Rows of the seed systems, and numbers of the list of common failures (`F-14`). */
  readonly seeds: readonly string[]
  readonly since: string
}

/** A named set of rows: one table per area. */
export type FindingTable = Readonly<Record<string, FindingEntry>>
