import { isScimError } from '../../errors/scim-error.ts'
import type { JsonObject } from '../../schema/json.ts'
import { createCycle } from './create-cycle.ts'
import { Ledger } from './ledger.ts'
import { perform } from './perform.ts'
import { planSteps } from './plan.ts'
import type { Run } from './run.ts'

/**
 * Does the operations one after the other, past those that fail, until there are as many errors as the client puts up
 * with (RFC 7644 §3.7).
 *
 * @returns the results of those that were done, in the order of the request
 */
export async function execute(given: Omit<Run, 'ledger'>, failOnErrors: number): Promise<readonly JsonObject[]> {
  const ledger = new Ledger(given.context)
  const run: Run = { ...given, ledger }
  for (const step of planSteps(given.entries)) {
    if (ledger.errors >= failOnErrors) break
    if (step.isCyclic) await createCycle(run, step)
    else for (const index of step.operations) await performAlone(run, index)
  }
  return ledger.results
}

async function performAlone(run: Run, index: number): Promise<void> {
  const { entries, ledger } = run
  const entry = entries[index]
  if (entry === undefined) return
  try {
    const outcome = await perform(run, entry)
    ledger.remember(entry, outcome)
    ledger.succeed(index, entry, outcome)
  } catch (error) {
    if (!isScimError(error)) throw error
    ledger.fail(index, entry, error)
  }
}
