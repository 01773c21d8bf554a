import type { Level } from '../requirement.ts'
import type { RequirementId } from '../requirements.ts'
import type { Blame } from './check.ts'

/** What was sent and what came back, as text; the credentials are not in it. */
export interface Finding {
  /** Method, path, headers and body. */
  readonly request: string
  readonly expected: string
  /** Status, headers that matter and body, or that no answer came. */
  readonly got: string
}

/** What became of one check. */
export type Verdict =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'skipped'; readonly reason: string }
  | { readonly verdict: Blame; readonly finding: Finding }

/** A check and what became of it. */
export type Outcome = Verdict & {
  readonly ids: readonly RequirementId[]
  readonly title: string
  readonly level: Level
  /** Of the first id, e.g. `RFC 7644 §3.5.2`. */
  readonly section: string
  /** What the first id asks for. */
  readonly requirement: string
}

/** What became of a run. */
export interface CheckReport {
  readonly baseUrl: string
  /** What the names of everything this run created start with. */
  readonly run: string
  /** Whether nothing failed. */
  readonly passed: boolean
  /** Whether it was stopped before the last check. */
  readonly interrupted: boolean
  readonly outcomes: readonly Outcome[]
  /** What was created and could not be deleted again, by its path below the base URL. */
  readonly leftBehind: readonly string[]
}
