import type { Finding } from '../errors/finding.ts'
import { conflictKinds } from './conflicts.ts'
import { type Explanation, explainCode } from './explanation.ts'

/**
 * Explains a finding: as {@link explainCode} does, but of a conflict it says what this kind of conflict comes from and
 * who can end it. An address is its owner's, a user name the identity provider's to change (P-18), and an account that
 * SCIM has never written only the application knows (I-16).
 *
 * @example
 * ```ts
 * const conflict = { where: 'here', attribute: 'userName', managed: false, origin: 'jit' } as const
 * explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies[0]?.actor // 'application administrator'
 * ```
 */
export function explainFinding({ code, conflict }: Pick<Finding, 'code' | 'conflict'>): Explanation {
  const explanation = explainCode(code)
  if (conflict === undefined || code !== 'UNIQUENESS_VIOLATED') return explanation
  const kind = conflictKinds.find(({ fits }) => fits(conflict))
  if (kind === undefined) return explanation
  const { cause, remedies } = kind
  return { ...explanation, cause, remedies }
}
