import type { ErrorCode } from '../errors/catalogue.ts'
import type { FindingCode } from '../errors/findings.ts'

/** One of the common failures of provisioning, by how often vendors document it, and what says so here. */
export interface Failure {
  readonly number: number
  readonly title: string
  /** The errors and findings that tell it. */
  readonly codes: readonly (ErrorCode | FindingCode)[]
  /** How it is noticed. */
  readonly detected: string
}

/**
 * The list of common failures: each has an error or a finding that names it.
 *
 * @example
 * ```ts
 * failures.find(({ codes }) => codes.includes('UNIQUENESS_VIOLATED'))?.title // 'Account already exists (email)'
 * ```
 */
export const failures: readonly Failure[] = [
  {
    number: 1,
    title: 'Account already exists (email)',
    codes: ['UNIQUENESS_VIOLATED', 'ACCOUNT_BELONGS_ELSEWHERE'],
    detected:
      'A 409 says who holds the value: state, origin and whether SCIM manages it; of another tenant, only that it is elsewhere.',
  },
  {
    number: 2,
    title: 'Entra’s non-standard PATCH',
    codes: ['CLIENT_DEVIATES', 'PATCH_OPERATION_FORM', 'PATCH_VALUE_FORM'],
    detected: 'What had to be put right is counted in each entry, and said once a day for each client.',
  },
  {
    number: 3,
    title: 'Token invalid, expired or malformed',
    codes: ['CREDENTIALS_MISSING', 'CREDENTIALS_INVALID', 'TOKEN_EXPIRES_SOON', 'CREDENTIAL_MISSING'],
    detected:
      'Missing, unknown, expired, revoked, another scheme and a doubled "Bearer" are told apart; a token that ends soon is warned of.',
  },
  {
    number: 4,
    title: 'Members pushed before users; unknown or inactive members',
    codes: ['MEMBERS_INVALID', 'MEMBERS_DIAGNOSED', 'MEMBERS_SKIPPED'],
    detected:
      'The answer lists all invalid members, the finding the reason for each of them, of 100 at the most: unknown, deactivated, not managed by SCIM, of another type, or named by something that is no id.',
  },
  {
    number: 5,
    title: 'Deactivated or deleted user cannot come back',
    codes: ['LOOKUP_THEN_CONFLICT', 'UNIQUENESS_VIOLATED', 'RESOURCE_NOT_FOUND'],
    detected: 'A lookup with no result, followed by a POST that conflicts on the same value.',
  },
  {
    number: 6,
    title: 'Orphans and drift after enabling SCIM',
    codes: ['ACCOUNT_UNMANAGED', 'ACCOUNT_QUIET', 'ACCOUNT_LINKED', 'TAKEOVER_PENDING'],
    detected: 'The reports of orphans and of readiness list accounts SCIM has never written, or not for long.',
  },
  {
    number: 7,
    title: 'Identifier mismatch between SSO and SCIM',
    codes: ['SIGN_IN_UNMATCHED', 'ACCOUNTS_ALIKE', 'ACCOUNT_NEAR_DUPLICATE', 'USER_NAME_NOT_EMAIL', 'SIGN_IN_REFUSED'],
    detected: 'A sign-in that matches no provisioned account; accounts with one address and different names.',
  },
  {
    number: 8,
    title: 'Scope and assignment',
    codes: ['NOTHING_HEARD'],
    detected: 'The last request about a person, a group or a type, or that none has come.',
  },
  {
    number: 9,
    title: 'Missing required attributes',
    codes: ['ATTRIBUTE_REQUIRED', 'ATTRIBUTE_REQUIRED_REMOVED', 'EXTENSION_REQUIRED', 'EMAIL_MISSING'],
    detected: 'The error names the attribute, and its finding what it is usually made from in each directory.',
  },
  {
    number: 10,
    title: 'Filter ignored or unsupported',
    codes: ['FILTER_NOT_ALLOWED', 'FILTER_SYNTAX', 'FILTER_UNKNOWN_ATTRIBUTE', 'FILTER_OPERATOR', 'LOOKUP_AMBIGUOUS'],
    detected: 'A filter that is not answered; a lookup by one value that finds several.',
  },
  {
    number: 11,
    title: 'Length and charset limits',
    codes: ['DISPLAY_NAME_TOO_LONG', 'ATTRIBUTE_TOO_LONG', 'ATTRIBUTE_CHARACTERS', 'PASSWORD_REFUSED'],
    detected: 'The error says the limit, and how long the value is.',
  },
  {
    number: 12,
    title: 'Wrong base URL or tenant',
    codes: ['UNKNOWN_ENDPOINT', 'UNSUPPORTED_VERSION', 'METHOD_NOT_ALLOWED', 'TLS_REQUIRED'],
    detected:
      'An unknown path is answered with a SCIM error that names the base URL, and logged for the tenant of the token.',
  },
  {
    number: 13,
    title: 'Membership wiped',
    codes: [
      'GROUP_NEARLY_EMPTIED',
      'BRAKE_MEMBERS',
      'MEMBERSHIPS_CLEARED',
      'PUSHED_GROUPS_CLEARED',
      'GROUPS_CLAIM_MISSING',
    ],
    detected: 'What one request takes out of a group is compared with what was in it.',
  },
  {
    number: 14,
    title: 'Deprovisioning silently does nothing',
    codes: ['DEACTIVATION_WITHOUT_EFFECT'],
    detected: 'An ignored attribute that ends in "active" and is false, while the account stays active.',
  },
  {
    number: 15,
    title: 'Duplicate users after rename or email change',
    codes: ['ACCOUNT_NEAR_DUPLICATE', 'USER_NAME_KEPT', 'ACCOUNTS_ALIKE', 'ACCOUNT_QUIET'],
    detected: 'A new account that shares an address or the external id with another one.',
  },
  {
    number: 16,
    title: 'Large group updates time out',
    codes: [
      'BATCH_LARGE',
      'MEMBER_BATCH_TOO_LARGE',
      'MEMBER_BATCH_REFUSED',
      'MEMBER_BATCH_TIMEOUT',
      'BODY_TOO_LARGE',
      'ANSWER_SLOW',
    ],
    detected: 'The size of the change, the time it took, and the size that fits.',
  },
  {
    number: 17,
    title: 'userName already exists or collides after normalisation',
    codes: ['UNIQUENESS_VIOLATED', 'LOGIN_NAME_NUMBERED'],
    detected:
      'A 409 on the user name says who holds it; a derived login name that got a number is told with the one it was made from.',
  },
  {
    number: 18,
    title: 'Licence, owner and break-glass protection',
    codes: ['SEATS_EXHAUSTED', 'ACCOUNT_PROTECTED'],
    detected: 'Errors of their own, apart from conflicts.',
  },
  {
    number: 19,
    title: 'Unsupported attributes',
    codes: ['ATTRIBUTE_UNKNOWN', 'PATH_UNKNOWN_ATTRIBUTE', 'SCHEMAS_UNKNOWN', 'ATTRIBUTES_IGNORED'],
    detected: 'The error names the path; what is ignored is said once a day for each client.',
  },
  {
    number: 20,
    title: 'Group name clash',
    codes: ['UNIQUENESS_VIOLATED', 'GROUP_NAME_TAKEN'],
    detected: 'The finding says whether the group of that name is local or managed.',
  },
  {
    number: 21,
    title: 'Local change undone or sticky',
    codes: ['LOCAL_CHANGE_UNDONE', 'LOCAL_EDIT_BLOCKED'],
    detected: 'An account that was deactivated or deleted here and is created again.',
  },
  {
    number: 22,
    title: 'Configuration switched, paused or re-created',
    codes: ['SILENCE_ENDED', 'NOTHING_HEARD'],
    detected: 'The first request after a silence of days.',
  },
  {
    number: 23,
    title: 'Wrong status class',
    codes: ['FAILURE_REPEATED', 'INTERNAL', 'STORE_UNAVAILABLE', 'STORE_TIMEOUT', 'CREDENTIALS_UNCHECKED'],
    detected: 'The same failure three times in a day; only what passes by itself is answered with 429 or 503.',
  },
  {
    number: 24,
    title: 'Rate limiting',
    codes: ['TOO_MANY_REQUESTS', 'STORE_UNAVAILABLE', 'STORE_TIMEOUT', 'CREDENTIALS_UNCHECKED'],
    detected: 'Each such answer has a Retry-After header.',
  },
  {
    number: 25,
    title: 'Omitted field on PUT deactivates users',
    codes: ['ACTIVE_OMITTED', 'DEACTIVATION_WAVE', 'BRAKE_DEACTIVATIONS'],
    detected:
      'A PUT without `active` changes nothing and says so; many deactivations within an hour are told, and held where a brake is set.',
  },
  {
    number: 26,
    title: 'userName change rejected',
    codes: ['ATTRIBUTE_MUTABILITY', 'USER_NAME_KEPT'],
    detected: 'The error, and where the name is kept a finding, names the setting that sends it on creation only.',
  },
  {
    number: 27,
    title: 'Pending users loop',
    codes: ['REACTIVATION_LOOP'],
    detected: 'One account that is activated three times within an hour.',
  },
]
