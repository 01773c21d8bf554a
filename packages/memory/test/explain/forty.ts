import { type Actor, type Explanation, explainFinding, lookUp } from '@scimkit/core'
import { accountScenarios } from './account-scenarios.ts'
import { clientScenarios } from './client-scenarios.ts'
import { groupScenarios } from './group-scenarios.ts'
import type { Scenario, Source } from './scenario.ts'
import { openWorld, type World } from './world.ts'

/** Mixed failures, each produced by real requests. */
export const scenarios: readonly Scenario[] = [...accountScenarios, ...groupScenarios, ...clientScenarios].sort(
  (left, right) => left.failure - right.failure,
)

/** What explain says when the scenario has happened; undefined when it has nothing to say. */
export async function explainScenario({ profile, options, happens }: Scenario): Promise<Explanation | undefined> {
  const world = openWorld(profile, options)
  await world.ready
  return explained(world, await happens(world))
}

async function explained(world: World, source: Source): Promise<Explanation | undefined> {
  if ('answer' in source) return lookUp(source.answer.text ?? '')?.explanation
  const finding = 'log' in source ? await world.finding(source.log) : source.finding
  return finding && explainFinding(finding)
}

/** Who has to act first. */
export function actorOf({ remedies }: Explanation): Actor | undefined {
  return remedies[0]?.actor
}
