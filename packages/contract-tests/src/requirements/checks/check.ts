import type { Level } from '../requirement.ts'
import { type RequirementId, requirements } from '../requirements.ts'
import type { Probe } from './probe/probe.ts'
import type { ServerProfile } from './server/profile.ts'

/** Why a check does not apply to a server, as a sentence, or undefined when it does. */
export type Need = (server: ServerProfile) => string | undefined

/** One thing that can be tried on any SCIM server from outside. */
export interface Check {
  /** The requirements it shows, the one it is filed under first. They weigh the same. */
  readonly ids: readonly [RequirementId, ...RequirementId[]]
  readonly title: string
  readonly needs?: Need | undefined
  /**
   * Throws a `CheckFailure` when the server does otherwise, or a `Skip` when it turns out that this cannot be tried.
   */
  readonly run: (probe: Probe) => Promise<void>
}

/** What it means for a server not to do as a check says. */
export type Blame = 'failed' | 'warned' | 'noted'

// DERIVED follows from the text; OPTIONAL and POLICY leave the server the choice.
const blames: Readonly<Record<Level, Blame>> = {
  MUST: 'failed',
  'MUST NOT': 'failed',
  DERIVED: 'failed',
  SHOULD: 'warned',
  'SHOULD NOT': 'warned',
  OPTIONAL: 'noted',
  POLICY: 'noted',
}

const rows = new Map(requirements.map((row) => [row.id, row]))

/** The row a check is filed under. */
export function rowOf({ ids: [id] }: Pick<Check, 'ids'>) {
  const row = rows.get(id)
  if (row === undefined) throw new Error(`There is no requirement ${id}.`)
  return row
}

/** How a requirement weighs when it is not met. */
export function blameOf(id: RequirementId): Blame {
  return blames[rowOf({ ids: [id] }).level]
}

/** The same checks, each with one more need. */
export function withNeed(need: Need, checks: readonly Check[]): readonly Check[] {
  return checks.map((check) => ({ ...check, needs: (server) => need(server) ?? check.needs?.(server) }))
}
