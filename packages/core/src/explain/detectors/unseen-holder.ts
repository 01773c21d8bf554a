import { type Finding, findingOf } from '../../errors/finding.ts'
import { clip, isScimError } from '../../errors/scim-error.ts'
import type { LoggedEntry } from '../../store/provisioning-log.ts'
import { hide } from '../redact.ts'
import { aboutOf, type Detector, minutesBefore, type Situation } from '../situation.ts'

const recently = 15

/**
 * A lookup that found nobody, and then a POST that conflicts: the identity provider cannot see what it collides with
 * (failure 5).
 */
export const unseenHolder: Detector = {
  applies: ({ error, entry }) => error?.code === 'UNIQUENESS_VIOLATED' && entry.operation === 'create',
  find: async (situation) => {
    const { log, entry } = situation
    const { resourceType } = entry
    const before = await log.query(entry.tenant, {
      resourceType,
      outcome: 'success',
      since: minutesBefore(situation, recently),
      limit: 100,
    })
    const sent = new Set(valuesOf(situation).map(fold))
    const vain = before.find(({ lookup }) => lookup?.total === 0 && sent.has(fold(lookup.value)))
    return vain?.lookup && toFinding(situation, vain.lookup)
  },
}

/** What the POST is about, as the log has it: its subject, and the value that is taken. */
function valuesOf({ entry: { subject }, error, redact }: Situation): readonly string[] {
  const taken = isScimError(error, 'UNIQUENESS_VIOLATED') ? error.params.value : undefined
  return [subject, taken && clip(hide(taken, redact))].filter((value) => value !== undefined)
}

function fold(value: string): string {
  return value.toLowerCase()
}

function toFinding(situation: Situation, { attribute, value }: NonNullable<LoggedEntry['lookup']>): Finding {
  const conflict = situation.entry.findings.find((finding) => finding.conflict !== undefined)?.conflict
  return findingOf('LOOKUP_THEN_CONFLICT', { attribute, value }, { ...aboutOf(situation), conflict })
}
