import { defineProfile } from '../define-profile.ts'
import { rfcProfile } from './rfc.ts'

/**
 * Pulumi Cloud as its first two pages describe it (S1, S2): conflicts alone, in words of our own because the pages
 * quote none; group names of 40 characters; members not yet checked.
 *
 * @example
 * ```ts
 * pulumi2021Profile.groups.displayNameMax // 40
 * ```
 */
export const pulumi2021Profile = defineProfile({
  extends: rfcProfile,
  users: {
    userNameUniqueness: 'global',
    emailUniqueness: 'global',
    conflictOrder: ['email', 'userName'],
    matchBy: ['userName', 'email'],
    // Somebody invited is found by the address alone: equal user names do not prove it is the same person (P-14).
    onCreate: { deleted: 'create', unmanaged: { email: 'link' }, connected: { userName: 'link', email: 'link' } },
    // Who is linked is a member from then on (RW-P1c).
    linkActivates: true,
    userNameChange: 'reject',
    delete: 'unsupported',
    convert: 'whenFree',
  },
  groups: {
    displayNameUniqueness: 'none',
    displayNameMax: 40,
    externalId: 'reject',
    memberValidation: 'skip',
    // Only who is provisioned into the organization can be in a team (P-07).
    nested: false,
    visibility: 'all',
    deleteScope: 'all',
  },
  attributes: {
    // Okta sends a password with every user it creates, and a display name with an address when it updates one; no
    // mapping takes them away, and neither is kept (P-31, D-05).
    acceptAndDrop: { User: ['externalId', 'password', 'emails.display'] },
    emails: 'workOnly',
    otherEmails: 'drop',
  },
  filters: { allow: { User: ['userName eq'], Group: ['displayName eq'] } },
  query: { maxCount: 100, countOverMax: 'reject', groupPagination: false },
  // Named as not supported (P-31).
  protocol: { bulk: false, sort: false, etag: false },
  login: { jit: true },
  tokens: { perTenant: 'single', tiedToSso: true },
})

const userPaths = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'active', 'emails']

/**
 * Pulumi Cloud to the letter of its page S0: JSON errors with a numeric status, and members checked before a write.
 *
 * @example
 * ```ts
 * pulumi2024Profile.errors.statusType // 'number'
 * ```
 */
export const pulumi2024Profile = defineProfile({
  extends: pulumi2021Profile,
  errors: {
    statusType: 'number',
    immutableScimType: 'immutability',
    memberErrorFormat: 'text',
    templates: {
      emailInUse: 'Email {email} already in use by another Pulumi account.',
      userNameInUse: 'User with userName {userName} already exists.',
      immutable: "Attribute '{attr}' is immutable.",
      unknownPath: 'Unknown path: {path}.',
      invalidMembers: 'Cannot add invalid members to team. Invalid member ids: {ids}',
      displayNameTooLong: 'Display name is too long. It must be {max} characters or less',
    },
  },
  groups: {
    displayNameMax: 100,
    memberValidation: 'reject',
    requireActiveMembers: true,
    identityWindow: 3000,
  },
  attributes: {
    unknown: { post: 'reject', put: 'reject', patch: 'reject' },
    allow: { User: userPaths, Group: ['displayName', 'members'] },
    // The page lists bare names; later ones correct it (D-05).
    aliases: { givenName: 'name.givenName', familyName: 'name.familyName', email: 'emails[type eq "work"].value' },
  },
})

/**
 * Pulumi Cloud as its pages have it now: the status is a string, and invalid members are told in JSON.
 *
 * @example
 * ```ts
 * pulumi2026Profile.errors.statusType // 'string'
 * ```
 */
export const pulumi2026Profile = defineProfile({
  extends: pulumi2024Profile,
  errors: { statusType: 'string', memberErrorFormat: 'scim' },
  attributes: { aliases: {} },
})
