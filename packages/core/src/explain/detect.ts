import type { Finding } from '../errors/finding.ts'
import { activeOmitted } from './detectors/active-omitted.ts'
import { ambiguousLookup } from './detectors/ambiguous-lookup.ts'
import { attributesIgnored } from './detectors/attributes-ignored.ts'
import { clientDeviates } from './detectors/client-deviates.ts'
import { deactivationWave } from './detectors/deactivation-wave.ts'
import { deactivationWithoutEffect } from './detectors/deactivation-without-effect.ts'
import { diagnosedMembers } from './detectors/diagnosed-members.ts'
import { nearDuplicate } from './detectors/near-duplicate.ts'
import { numberedLogin } from './detectors/numbered-login.ts'
import { reactivationLoop } from './detectors/reactivation-loop.ts'
import { repeatedFailure } from './detectors/repeated-failure.ts'
import { silenceEnded } from './detectors/silence-ended.ts'
import { slowAnswer } from './detectors/slow-answer.ts'
import { tokenExpires } from './detectors/token-expires.ts'
import { unseenHolder } from './detectors/unseen-holder.ts'
import type { Detector, Situation } from './situation.ts'

/** Every detector there is, those of a failure first. */
const detectors: readonly Detector[] = [
  ...[unseenHolder, diagnosedMembers, repeatedFailure],
  ...[
    deactivationWithoutEffect,
    activeOmitted,
    nearDuplicate,
    numberedLogin,
    ambiguousLookup,
    reactivationLoop,
    deactivationWave,
  ],
  ...[attributesIgnored, clientDeviates, silenceEnded, tokenExpires, slowAnswer],
]

/** What an operation hides that only a look back, or at the store, can tell. */
export async function detect(situation: Situation): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const { applies, find } of detectors) {
    if (!applies(situation)) continue
    const finding = await find(situation)
    if (finding !== undefined) found.push(finding)
  }
  return found
}
