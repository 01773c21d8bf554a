import type { ErrorCode } from '../../errors/catalogue.ts'
import type { Conflict } from '../../errors/finding.ts'
import type { FindingCode } from '../../errors/findings.ts'
import { idpSettings } from '../../errors/idp-settings.ts'
import type { Advice, Match } from './explained.ts'
import { type Pattern, patternOf } from './pattern.ts'
import type { Pasted } from './unwrap.ts'

interface OtherText {
  readonly text: string
  readonly vendor: string
  readonly code: ErrorCode | FindingCode
  readonly conflict?: Conflict
  readonly advice?: Advice
}

const email: Conflict = { where: 'elsewhere', attribute: 'emails.value' }
const group: Conflict = { where: 'here', attribute: 'displayName' }

/** https://support.okta.com, "Slack Provisioning Error … username_not_allowed": the user name is reserved. */
const reserved: Advice = {
  cause: 'The product keeps this user name for itself, so nobody can have it.',
  remedies: [
    {
      actor: 'identity provider administrator',
      action: 'Give the person another user name, for this application or in the directory, and retry the failed task.',
      settings: idpSettings.userName,
    },
    { actor: 'support', action: 'Say which names are reserved if another one is refused as well.' },
  ],
}

/** https://launchdarkly.com/docs/home/account/scim-troubleshooting, "Deactivated users". */
const deactivated: Advice = {
  cause:
    'The account is deactivated there. Until it is active again nothing of it can be changed but whether it is active.',
  remedies: [
    {
      actor: 'identity provider administrator',
      action:
        'Activate the person again first, or with the same update: unassign the person and assign the person again.',
      settings: idpSettings.reassign,
    },
    {
      actor: 'identity provider administrator',
      action: 'Take the person out of the scope if the account is to stay deactivated, so that no update is sent.',
      settings: idpSettings.scope,
    },
  ],
}

/** What other products and identity providers say, where it means one thing only. */
const otherTexts: readonly OtherText[] = [
  {
    text: 'Resource [USER]: with email[{email}] already exists',
    vendor: 'Atlassian',
    code: 'UNIQUENESS_VIOLATED',
    conflict: email,
  },
  {
    text: 'Resource [GROUP]: with displayName already exists',
    vendor: 'Atlassian',
    code: 'UNIQUENESS_VIOLATED',
    conflict: group,
  },
  { text: 'A team with this slug already exists', vendor: 'Sentry', code: 'UNIQUENESS_VIOLATED', conflict: group },
  {
    text: 'Refused to create a new, duplicate resource',
    vendor: 'AWS IAM Identity Center',
    code: 'UNIQUENESS_VIOLATED',
  },
  { text: 'User has already been taken', vendor: 'GitLab', code: 'UNIQUENESS_VIOLATED' },
  { text: 'member already exists', vendor: 'LaunchDarkly', code: 'UNIQUENESS_VIOLATED', conflict: email },
  { text: 'Invalid Patch Operation', vendor: 'several products', code: 'PATCH_OPERATION_FORM' },
  { text: '"{op}" is not a valid choice', vendor: 'Sentry', code: 'PATCH_OPERATION_FORM' },
  { text: 'Error authenticating: null', vendor: 'Okta', code: 'CREDENTIALS_INVALID' },
  { text: 'invalid credentials', vendor: 'Entra ID', code: 'CREDENTIALS_INVALID' },
  { text: 'Matching user not found', vendor: 'Okta', code: 'LOOKUP_THEN_CONFLICT' },
  {
    text: "The member's email address is not linked to a SAML account or has an inactive SCIM identity",
    vendor: 'GitLab',
    code: 'SIGN_IN_UNMATCHED',
  },
  {
    text: 'Request is unparsable, syntactically incorrect, or violates schema',
    vendor: 'AWS IAM Identity Center',
    code: 'ATTRIBUTE_REQUIRED',
  },
  { text: "{attribute} can't be blank", vendor: 'GitLab', code: 'ATTRIBUTE_REQUIRED' },
  { text: 'Multiple users found by userName. Expected 0 or 1 results', vendor: 'Okta', code: 'LOOKUP_AMBIGUOUS' },
  { text: 'invalid_name_specials', vendor: 'Slack', code: 'ATTRIBUTE_CHARACTERS' },
  { text: 'long_username', vendor: 'Slack', code: 'ATTRIBUTE_TOO_LONG' },
  { text: 'username_not_allowed', vendor: 'Slack', code: 'UNIQUENESS_VIOLATED', advice: reserved },
  {
    // It says so of a conflict, although no filter is wrong.
    text: 'SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering',
    vendor: 'Entra ID',
    code: 'UNIQUENESS_VIOLATED',
  },
  {
    text: "Cannot change properties on deactivated members other than 'active'",
    vendor: 'LaunchDarkly',
    code: 'ATTRIBUTE_MUTABILITY',
    advice: deactivated,
  },
  { text: 'Out of sync due to insufficient licenses', vendor: 'GitHub', code: 'SEATS_EXHAUSTED' },
  { text: 'Cannot deactivate an owner', vendor: 'LaunchDarkly', code: 'ACCOUNT_PROTECTED' },
  { text: 'Attribute {attribute} is not defined for resource User', vendor: 'SailPoint', code: 'ATTRIBUTE_UNKNOWN' },
  {
    text: 'The username cannot be modified because the user is bound to one or more resources',
    vendor: 'JumpCloud',
    code: 'ATTRIBUTE_MUTABILITY',
  },
  { text: 'delay in reactivating remote User', vendor: 'Okta', code: 'REACTIVATION_LOOP' },
  {
    text: 'User [USER] not exist or not belong to this account',
    vendor: 'Zoom',
    code: 'UNIQUENESS_VIOLATED',
    conflict: email,
  },
]

let patterns: readonly (OtherText & { readonly pattern: Pattern })[] | undefined

/** Finds the words of another product. */
export function findOtherProduct({ text }: Pasted): Match | undefined {
  patterns ??= otherTexts.map((other) => ({ ...other, pattern: patternOf(other.text) }))
  for (const { pattern, code, vendor, conflict, advice } of patterns) {
    const values = pattern.match(text)
    if (values !== undefined) return { code, by: 'other product', vendor, values, conflict, advice }
  }
  return undefined
}
