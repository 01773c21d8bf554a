import { type Finding, findingOf } from '../../errors/finding.ts'
import { clip, isScimError } from '../../errors/scim-error.ts'
import type { Holder } from '../../errors/store.errors.ts'
import type { LoggedEntry } from '../../store/provisioning-log.ts'
import { hide } from '../redact.ts'
import { aboutOf, type Detector, minutesBefore, type Situation } from '../situation.ts'

const recently = 15

/**
 * A lookup that found nobody, and then a POST that conflicts: the identity provider cannot see what it collides with
 * (failure 5). Of a holder elsewhere the error says all: nobody here can show, link or delete it (P-03, P-14).
 */
export const unseenHolder: Detector = {
  applies: (situation) => situation.entry.operation === 'create' && holderOf(situation) !== undefined,
  find: async (situation) => {
    const { log, entry } = situation
    const { resourceType } = entry
    const before = await log.query(entry.tenant, {
      resourceType,
      outcome: 'success',
      since: minutesBefore(situation, recently),
      limit: 100,
    })
    const id = holderOf(situation)?.id
    const sent = new Set(valuesOf(situation).map(fold))
    // The newest decides: who has been found or written since then is seen.
    const last = before.find(({ lookup, resourceId }) => resourceId === id || (lookup && sent.has(fold(lookup.value))))
    return last?.lookup?.total === 0 ? toFinding(situation, last.lookup) : undefined
  },
}

/** Who has the value, in the tenant of the request. */
function holderOf({ error }: Situation): Holder | undefined {
  return isScimError(error, 'UNIQUENESS_VIOLATED') ? error.params.holder : undefined
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
