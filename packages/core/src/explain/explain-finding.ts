import type { Finding } from '../errors/finding.ts'
import { keywordOf, plainWording, type Wording } from '../errors/wording.ts'
import { conflictKinds } from './conflicts.ts'
import { type Explanation, explainCode, isErrorCode } from './explanation.ts'

/**
 * Explains a finding: as {@link explainCode} does, but with the keyword the client got, and of a conflict it says what
 * this kind of conflict comes from and who can end it. An address is its owner's, a user name the identity provider's
 * to change (P-18), and an account that SCIM has never written only the application knows (I-16).
 *
 * @param wording the `errors` switches of the profile that answered; those of RFC 7644 when left out
 * @example
 * ```ts
 * const conflict = { where: 'here', attribute: 'userName', managed: false, origin: 'jit' } as const
 * explainFinding({ code: 'UNIQUENESS_VIOLATED', conflict }).remedies[0]?.actor // 'application administrator'
 * explainFinding({ code: 'ATTRIBUTE_MUTABILITY' }, pulumi2024Profile.errors).scimType // 'immutability'
 * ```
 */
export function explainFinding(
  { code, conflict }: Pick<Finding, 'code' | 'conflict'>,
  wording: Wording = plainWording,
): Explanation {
  const explained = explainCode(code)
  const explanation = isErrorCode(code) ? { ...explained, scimType: keywordOf(code, wording) } : explained
  if (conflict === undefined || code !== 'UNIQUENESS_VIOLATED') return explanation
  const kind = conflictKinds.find(({ fits }) => fits(conflict))
  if (kind === undefined) return explanation
  const { cause, remedies } = kind
  return { ...explanation, cause, remedies }
}
