import { dialectRules, type RuleName } from '../../dialect/rules.ts'
import { findingOf } from '../../errors/finding.ts'
import type { Detector, Situation } from '../situation.ts'

/** What Entra ID no longer sends once its Tenant URL ends in `?aadOptscim062020`. */
const endedByFlag: ReadonlySet<string> = new Set<RuleName>(['operationCase', 'stringBooleans', 'removeListedValues'])

/** A request that had to be put right; said once a day for each client and what it does (failure 2). */
export const clientDeviates: Detector = {
  applies: (situation) => situation.entry.normalisations.length > 0 && deviations(situation).length > 0,
  find: (situation) => {
    const { entry, once } = situation
    const rules = deviations(situation)
    const key = JSON.stringify(['deviates', entry.tenant, entry.client, rules])
    if (!once.aDay(key, Date.parse(entry.at))) return undefined
    return findingOf('CLIENT_DEVIATES', { rules, flagHelps: rules.some((rule) => endedByFlag.has(rule)) })
  },
}

/** The rules that depart from the letter of the RFCs; the others fill in what they leave open. */
function deviations({ entry }: Situation): readonly string[] {
  const bent = new Set(Object.entries(dialectRules).flatMap(([name, { mode }]) => (mode === 'always' ? [] : [name])))
  return entry.normalisations.filter((name) => bent.has(name))
}
