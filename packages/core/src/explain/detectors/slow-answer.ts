import { findingOf } from '../../errors/finding.ts'
import { aboutOf, type Detector } from '../situation.ts'

/** How long Okta waits for an answer, in seconds. */
const okta = 60
/** Soon it will be too long. */
const slow = 30_000

/** An answer that took so long that the identity provider may have given up (failure 16). */
export const slowAnswer: Detector = {
  applies: ({ entry }) => entry.durationMs > slow,
  find: (situation) => {
    const seconds = Math.round(situation.entry.durationMs / 1000)
    return findingOf('ANSWER_SLOW', { seconds, limit: okta }, aboutOf(situation))
  },
}
