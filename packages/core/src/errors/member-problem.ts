import { idpSettings } from './idp-settings.ts'

/** Why something cannot be a member. What is beyond the window is here, but not among the accounts that are checked. */
export type MemberProblem = 'unknown' | 'inactive' | 'unmanaged' | 'wrong type' | 'beyond window'

/** What a request names as members that cannot be any. */
export interface InvalidMembers {
  readonly ids: readonly string[]
  /** The reason for each id. */
  readonly why: Readonly<Record<string, MemberProblem>>
}

const reasons: Readonly<Record<MemberProblem, string>> = {
  unknown: 'not known here',
  inactive: 'deactivated here',
  unmanaged: 'not managed by SCIM',
  'wrong type': 'of a type that cannot be a member here',
  'beyond window': 'here, but beyond the number of accounts that is checked',
}

/**
 * All ids, those with the same reason together. A list that was cut or hidden has texts that are no ids, and no reason.
 */
export function sayMembers({ ids, why }: InvalidMembers): string {
  const byReason = new Map<MemberProblem | undefined, string[]>()
  for (const id of ids) {
    const problem = Object.hasOwn(why, id) ? why[id] : undefined
    const those = byReason.get(problem)
    if (those === undefined) byReason.set(problem, [id])
    else those.push(id)
  }
  return [...byReason]
    .map(([problem, those]) => `${those.join(', ')}${problem === undefined ? '' : ` (${reasons[problem]})`}`)
    .join('; ')
}

/**
 * What helps where provisioning and reactivating do not: with groups in groups, and with a product that has a ceiling.
 */
export const memberRemedies = [
  {
    actor: 'identity provider administrator',
    action: 'Take a group that cannot be a member out of the group, and assign its members instead.',
    settings: idpSettings.assignment,
  },
  {
    actor: 'support',
    action:
      'Raise how many accounts the check of members knows (`groups.identityWindow`) where a member is here but beyond it: to provision it again does not help.',
  },
] as const
